// SPDX-License-Identifier: Apache-2.0
#include "cli/document_writer.h"

namespace homeward {

void DocumentWriter::put(const std::filesystem::path& path, std::string_view bytes) {
  if (failure_) return;
  const WriteOutcome outcome = write_file(path, bytes, existing_);
  if (outcome.written == Written::done)
    files_.push_back(path.string());
  else
    failure_ = outcome.problem;
}

void DocumentWriter::put_all(const std::filesystem::path& dir, const std::vector<NamedText>& texts) {
  std::error_code error;
  std::filesystem::create_directories(dir, error);
  if (error)
    return fail({{dir.string(), 0, 0, ""},
                 "The folder cannot be made: " + error.message() + ".",
                 "Name a folder that can be written."});
  for (const NamedText& text : texts) put(dir / text.name, text.text);
}

void DocumentWriter::fail(Problem problem) {
  if (!failure_) failure_ = std::move(problem);
}

}  // namespace homeward
