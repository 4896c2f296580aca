// SPDX-License-Identifier: Apache-2.0
#include "scenario/problems.h"

#include <fmt/format.h>

#include <algorithm>
#include <cctype>
#include <tuple>
#include <utility>

#include "scenario/schema.h"
#include "scenario/sheet_place.h"

namespace homeward {

std::string describe(const Problem& problem) {
  std::string place = problem.place.file;
  if (problem.place.line > 0) place += fmt::format(":{}", problem.place.line);
  if (problem.place.line > 0 && problem.place.column > 0) place += fmt::format(":{}", problem.place.column);
  if (!problem.place.pointer.empty())
    place += fmt::format("{}{}", place.empty() ? "" : ":", problem.place.pointer);
  std::string text = place.empty() ? problem.what : fmt::format("{}: {}", place, problem.what);
  if (!problem.mend.empty()) text += fmt::format("\n    {}", problem.mend);
  return text;
}

namespace scenario {
namespace {

using Sheets = std::set<std::string, std::less<>>;

// Row and column of a sheet go into the pointer: "units:B7", "units:7" for a row, "units" for all of it.
void point_to_sheet(Source& place, const Sheets& sheets) {
  if (!sheets.contains(place.file)) return;
  place.pointer = sheet_name(place.file);
  if (place.line > 0)
    place.pointer +=
        ":" + (place.column > 0 ? column_letters(place.column) : "") + std::to_string(place.line);
  place.file = kWorkbookFile;
  place.line = place.column = 0;
}

// "units.csv" in a sentence becomes "the sheet units".
void name_sheets(std::string& sentence, const Sheets& sheets) {
  for (const std::string& file : sheets) {
    const std::string name = fmt::format("the sheet {}", sheet_name(file));
    for (std::size_t at = sentence.find(file); at != std::string::npos; at = sentence.find(file, at)) {
      const bool part = at > 0 && (std::isalnum(static_cast<unsigned char>(sentence[at - 1])) != 0 ||
                                   sentence[at - 1] == '_');
      if (!part) sentence.replace(at, file.size(), name);
      at += part ? file.size() : name.size();
    }
  }
}

}  // namespace

void Problems::add(Source place, std::string what, std::string mend) {
  ++count_;
  files_.insert(place.file);
  if (kept_.size() < kKept) kept_.push_back({std::move(place), std::move(what), std::move(mend)});
}

bool Problems::reported_at(const Source& place) const {
  return std::any_of(kept_.begin(), kept_.end(), [&](const Problem& problem) {
    return std::tie(problem.place.file, problem.place.line, problem.place.column) ==
           std::tie(place.file, place.line, place.column);
  });
}

std::vector<Problem> Problems::take() {
  std::stable_sort(kept_.begin(), kept_.end(), [](const Problem& a, const Problem& b) {
    return std::tie(a.place.file, a.place.line, a.place.column) <
           std::tie(b.place.file, b.place.line, b.place.column);
  });
  for (Problem& problem : kept_) {
    point_to_sheet(problem.place, sheets_);
    name_sheets(problem.what, sheets_);
    name_sheets(problem.mend, sheets_);
  }
  if (count_ > kept_.size()) {
    kept_.push_back({{},
                     fmt::format("and {} more problems", count_ - kept_.size()),
                     "Mend the ones above first; many of the others may vanish with them."});
  }
  return std::exchange(kept_, {});
}

}  // namespace scenario
}  // namespace homeward
