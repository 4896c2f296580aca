// SPDX-License-Identifier: Apache-2.0
#include "planner/exact/read_convoy_file.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <optional>

namespace homeward::exact {
namespace {

constexpr std::int64_t kNoArc = 10'000'000;
constexpr std::int64_t kFigureMax = 1'000'000'000'000;
constexpr std::size_t kNodesMax = 10'000;
constexpr std::array kSections{"nodes",           "convoys",       "headway",     "start nodes",
                               "end nodes",       "travel times",  "arc density", "longest travel time",
                               "earliest starts", "longest waits", "latest ends"};
enum SectionIndex {
  kNodes,
  kConvoys,
  kHeadway,
  kStarts,
  kEnds,
  kMatrix,
  kDensity,
  kTravelMax,
  kEarliest,
  kWaits,
  kLatest
};

struct Section {
  std::string_view body;
  int line = 0;  ///< of its heading
};

/// Reads the file section by section and keeps every problem.
class Reader {
 public:
  Reader(std::string_view name, std::string_view text) : name_{name} { cut(text); }

  Result<ConvoyFile> read();

 private:
  void cut(std::string_view text);
  std::vector<std::int64_t> numbers(SectionIndex section);
  std::vector<std::int64_t> numbers(SectionIndex section, std::size_t count);
  std::int64_t number(SectionIndex section, std::int64_t low, std::int64_t high);
  void read_arcs(std::size_t stated_nodes);
  void read_convoys(std::size_t count);
  std::int64_t density_percent() const;
  void compare_name(std::size_t nodes, std::size_t convoys, std::int64_t travel_max);
  Problem at(int line, std::string what, std::string mend) const {
    return {{name_, line, 0, ""}, std::move(what), std::move(mend)};
  }
  void refuse(int line, std::string what) {
    problems_.push_back(at(line, std::move(what), "Compare the file with the published one."));
  }

  std::string name_;
  std::vector<Section> sections_;
  std::vector<Problem> problems_;
  ConvoyFile file_;
};

void Reader::cut(std::string_view text) {
  int line = 0;
  for (std::size_t begin = 0; begin < text.size();) {
    const std::size_t end = std::min(text.find('\n', begin), text.size());
    ++line;
    if (text.substr(begin, 2) == "//")
      sections_.push_back({text.substr(std::min(end + 1, text.size()), 0), line});
    else if (!sections_.empty()) {
      std::string_view& body = sections_.back().body;
      body = std::string_view(body.data(), static_cast<std::size_t>(text.data() + end - body.data()));
    }
    begin = end + 1;
  }
}

std::vector<std::int64_t> Reader::numbers(SectionIndex index) {
  const Section& section = sections_[index];
  std::vector<std::int64_t> values;
  const char* at = section.body.data();
  const char* const end = at + section.body.size();
  int line = section.line + 1;
  while (at != end) {
    if (*at == '\n') ++line;
    if (*at == ' ' || *at == '\t' || *at == '\r' || *at == '\n') {
      ++at;
      continue;
    }
    std::int64_t value = 0;
    const auto [next, error] = std::from_chars(at, end, value);
    const bool cut_off = next == end || *next == ' ' || *next == '\t' || *next == '\r' || *next == '\n';
    if (error != std::errc{} || !cut_off || value < 0 || value > kFigureMax) {
      refuse(line, std::string("The ") + kSections[index] +
                       " hold something that is no whole number from 0 to 10^12.");
      return {};
    }
    values.push_back(value);
    at = next;
  }
  return values;
}

std::vector<std::int64_t> Reader::numbers(SectionIndex section, std::size_t count) {
  std::vector<std::int64_t> values = numbers(section);
  if (values.size() == count) return values;
  refuse(sections_[section].line, std::string("The ") + kSections[section] + " are " +
                                      std::to_string(values.size()) + " numbers, not " +
                                      std::to_string(count) + ".");
  return std::vector<std::int64_t>(count, 0);
}

std::int64_t Reader::number(SectionIndex section, std::int64_t low, std::int64_t high) {
  const std::int64_t value = numbers(section, 1).front();
  if (value >= low && value <= high) return value;
  refuse(sections_[section].line,
         std::string("The number under ") + kSections[section] + " is out of range.");
  return low;
}

void Reader::read_arcs(std::size_t stated_nodes) {
  const std::vector<std::int64_t> matrix = numbers(kMatrix);
  std::size_t nodes = 0;
  while (nodes * nodes < matrix.size()) ++nodes;
  const int line = sections_[kMatrix].line;
  if (nodes * nodes != matrix.size() || nodes == 0 || nodes > kNodesMax)
    return refuse(line,
                  "The travel times are " + std::to_string(matrix.size()) + " numbers: no square matrix.");
  if (nodes != stated_nodes) {
    const std::string size = std::to_string(nodes);
    file_.notices.push_back(at(line,
                               "The header says " + std::to_string(stated_nodes) + " nodes, the matrix is " +
                                   size + " by " + size + "; it is read as " + size + " nodes.",
                               "Correct the number of nodes."));
  }
  ConvoyProblem& problem = file_.problem;
  problem.first_arc = {0};
  for (std::size_t from = 0; from < nodes; ++from) {
    for (std::size_t to = 0; to < nodes; ++to) {
      const std::int64_t travel = matrix[from * nodes + to];
      if (travel >= kNoArc || from == to) continue;
      if (travel == 0) return refuse(line, "An arc takes no time.");
      problem.arcs.push_back({NodeId(to), travel});
    }
    problem.first_arc.push_back(problem.arcs.size());
  }
}

void Reader::read_convoys(std::size_t count) {
  const std::vector<std::int64_t> starts = numbers(kStarts, count);
  const std::vector<std::int64_t> ends = numbers(kEnds, count);
  const std::vector<std::int64_t> earliest = numbers(kEarliest, count);
  const std::vector<std::int64_t> waits = numbers(kWaits, count);
  const std::vector<std::int64_t> latest = numbers(kLatest, count);
  const std::int64_t travel_max = number(kTravelMax, 0, kFigureMax);
  const auto nodes = static_cast<std::int64_t>(file_.problem.node_count());
  for (std::size_t i = 0; i < count; ++i) {
    if (starts[i] >= nodes || ends[i] >= nodes) {
      refuse(sections_[kStarts].line,
             "Convoy " + std::to_string(i) + " starts or ends at a node that does not exist.");
      continue;
    }
    file_.problem.convoys.push_back({NodeId(static_cast<std::size_t>(starts[i])),
                                     NodeId(static_cast<std::size_t>(ends[i])), earliest[i], waits[i],
                                     latest[i], travel_max});
  }
  compare_name(static_cast<std::size_t>(nodes), count, travel_max);
}

/// The first two decimals of a figure such as 0.4 or 0.35000002.
std::int64_t Reader::density_percent() const {
  const std::string_view density = sections_[kDensity].body;
  const std::size_t point = density.find('.');
  std::int64_t percent = 0;
  for (std::size_t i = point + 1; i < point + 3 && point != std::string_view::npos; ++i) {
    const bool digit = i < density.size() && density[i] >= '0' && density[i] <= '9';
    percent = percent * 10 + (digit ? density[i] - '0' : 0);
  }
  return percent;
}

/// V.n.m.rho_lu.txt with lu such as 15k.
void Reader::compare_name(std::size_t nodes, std::size_t convoys, std::int64_t travel_max) {
  std::vector<std::int64_t> parts;
  for (std::size_t i = 0; i < name_.size(); ++i) {
    const bool first_digit =
        name_[i] >= '0' && name_[i] <= '9' && i > 0 && (name_[i - 1] == '.' || name_[i - 1] == '_');
    std::int64_t value = 0;
    if (first_digit &&
        std::from_chars(name_.data() + i, name_.data() + name_.size(), value).ec == std::errc{})
      parts.push_back(value);
  }
  const std::int64_t percent = density_percent();
  const std::vector<std::int64_t> contents{static_cast<std::int64_t>(nodes),
                                           static_cast<std::int64_t>(convoys), percent, travel_max / 1'000};
  if (parts.size() != contents.size() || parts == contents) return;
  file_.notices.push_back(at(0,
                             "The file's name does not fit its contents: " + std::to_string(nodes) +
                                 " nodes, " + std::to_string(convoys) + " convoys, density " +
                                 std::to_string(percent) + " %, longest travel time " +
                                 std::to_string(travel_max) + ".",
                             "Trust the contents."));
}

Result<ConvoyFile> Reader::read() {
  if (sections_.size() != kSections.size()) {
    refuse(0, "The file has " + std::to_string(sections_.size()) + " sections headed by //, not " +
                  std::to_string(kSections.size()) + ".");
    return std::move(problems_);
  }
  file_.problem.name = name_;
  file_.problem.headway = number(kHeadway, 0, kFigureMax);
  read_arcs(static_cast<std::size_t>(number(kNodes, 1, kNodesMax)));
  if (problems_.empty()) read_convoys(static_cast<std::size_t>(number(kConvoys, 0, kNodesMax)));
  if (!problems_.empty()) return std::move(problems_);
  return std::move(file_);
}

}  // namespace

Result<ConvoyFile> read_convoy_file(std::string_view name, std::string_view text) {
  return Reader{name, text}.read();
}

}  // namespace homeward::exact
