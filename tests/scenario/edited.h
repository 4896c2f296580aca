// SPDX-License-Identifier: Apache-2.0
//
// The example scenario with one thing changed, and what the reader says of it.
#pragma once

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "scenario/new_scenario.h"
#include "scenario/read_scenario.h"

namespace homeward {

inline std::string all_of(const std::vector<Problem>& problems) {
  std::string text;
  for (const Problem& problem : problems) text += describe(problem) + "\n";
  return text;
}

class Edited {
 public:
  Edited() : files_{new_scenario_files()} {}

  /// Replaces the first occurrence, which must exist.
  Edited& replace(std::string_view file, std::string_view from, std::string_view to) {
    std::string& bytes = file_of(file).bytes;
    const std::size_t at = bytes.find(from);
    if (at == std::string::npos) {
      ADD_FAILURE() << "the example has no '" << from << "' in " << file;
      return *this;
    }
    bytes.replace(at, from.size(), to);
    return *this;
  }
  Edited& append(std::string_view file, std::string_view text) {
    file_of(file).bytes += text;
    return *this;
  }
  Edited& set(std::string_view file, std::string_view text) {
    for (scenario::File& known : files_)
      if (known.name == file) known.bytes = text;
    if (std::none_of(files_.begin(), files_.end(), [&](const scenario::File& f) { return f.name == file; }))
      files_.push_back({std::string(file), std::string(text)});
    std::sort(files_.begin(), files_.end(), [](const auto& a, const auto& b) { return a.name < b.name; });
    return *this;
  }
  Edited& remove(std::string_view file) {
    std::erase_if(files_, [&](const scenario::File& known) { return known.name == file; });
    return *this;
  }
  Result<Model> read(const ReadOptions& options = {}) const { return read_scenario_files(files_, options); }
  const std::vector<scenario::File>& files() const { return files_; }

 private:
  scenario::File& file_of(std::string_view name) {
    for (scenario::File& file : files_)
      if (file.name == name) return file;
    ADD_FAILURE() << "the example has no " << name;
    return files_.front();
  }
  std::vector<scenario::File> files_;
};

/// The one problem found, "file:line:column: what\n    mend"; a failure when there is none or more than one.
inline std::string only_problem(const Edited& edited) {
  const Result<Model> model = edited.read();
  if (model.ok()) return "(accepted)";
  if (model.problems().size() != 1) return "(several)\n" + all_of(model.problems());
  return describe(model.problems().front());
}

/// Every problem found, one text.
inline std::string every_problem(const Edited& edited) {
  const Result<Model> model = edited.read();
  return model.ok() ? "(accepted)" : all_of(model.problems());
}

inline Model accepted(const Edited& edited, const ReadOptions& options = {}) {
  Result<Model> model = edited.read(options);
  if (model.ok()) return model.take();
  ADD_FAILURE() << all_of(model.problems());
  return {};
}

}  // namespace homeward
