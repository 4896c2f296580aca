// SPDX-License-Identifier: Apache-2.0
#include "scenario/change_scenario.h"

#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <optional>

#include "scenario/csv.h"
#include "scenario/utc_text.h"
#include "scenario/workbook.h"
#include "scenario/yaml.h"

namespace homeward {

namespace {

using scenario::File;

/// A table as rows of text that can be changed and written again.
class Sheet {
 public:
  Sheet(std::string file, const std::string& bytes, const std::string& header_if_new) {
    const std::string& text = bytes.empty() ? header_if_new : bytes;
    scenario::Problems problems;
    const scenario::CellTable table = scenario::read_csv(std::move(file), text, problems);
    for (const scenario::Cell& cell : table.header()) header_.emplace_back(cell.text);
    for (std::size_t i = 0; i < table.row_count(); ++i) {
      std::vector<std::string> row;
      for (const scenario::Cell& cell : table.row(i)) row.emplace_back(cell.text);
      rows_.push_back(std::move(row));
    }
  }

  void add(const std::map<std::string, std::string>& cells) {
    for (const auto& [column, text] : cells) column_of(column);
    std::vector<std::string> row(header_.size());
    for (const auto& [column, text] : cells) row[column_of(column)] = text;
    rows_.push_back(std::move(row));
  }
  /// A row like that one at the end of the table.
  std::size_t copy(std::size_t row) {
    rows_.push_back(std::vector<std::string>(rows_[row]));
    return rows_.size() - 1;
  }
  std::string& cell(std::size_t row, const std::string& column) { return rows_[row][column_of(column)]; }
  std::size_t row_count() const { return rows_.size(); }
  std::optional<std::size_t> find(const std::string& column, const std::string& key) {
    const std::size_t c = column_of(column);
    for (std::size_t i = 0; i < rows_.size(); ++i)
      if (rows_[i][c] == key) return i;
    return std::nullopt;
  }
  std::string bytes() const {
    std::string text = line(header_);
    for (const auto& row : rows_) text += line(row);
    return text;
  }

 private:
  static std::string line(const std::vector<std::string>& cells) {
    std::string text;
    for (const std::string& cell : cells)
      text += (&cell == &cells.front() ? "" : ",") + scenario::csv_cell(cell);
    return text + "\n";
  }
  std::size_t column_of(const std::string& name) {
    const auto found = std::find(header_.begin(), header_.end(), name);
    if (found != header_.end()) return static_cast<std::size_t>(found - header_.begin());
    header_.push_back(name);
    for (auto& row : rows_) row.emplace_back();
    return header_.size() - 1;
  }

  std::vector<std::string> header_;
  std::vector<std::vector<std::string>> rows_;
};

class Changer {
 public:
  Changer(std::vector<File> files, const Model& model, Time at)
      : files_{std::move(files)}, model_{model}, at_{at} {}

  bool apply(const ScenarioEvent& event) {
    switch (event.kind) {
      case EventKind::closed:
      case EventKind::granted:
      case EventKind::reduced:
        window(event);
        return true;
      case EventKind::figure:
        set(event.figure.table, event.figure.key_column, event.key, event.figure.column,
            std::to_string(event.number));
        return true;
      case EventKind::fleet_less:
        return fleet_less(event);
      case EventKind::deadline:
        return deadline(event.deadline);
      case EventKind::decided:
        decided(event);
        return true;
      case EventKind::unit:
        unit(event);
        return true;
      case EventKind::late:
        return true;
    }
    return true;
  }

  std::vector<File> take() {
    for (auto& [name, sheet] : sheets_) file(name).bytes = sheet.bytes();
    return std::move(files_);
  }
  const Problem& problem() const { return problem_; }

 private:
  File& file(const std::string& name) {
    const auto found =
        std::find_if(files_.begin(), files_.end(), [&](const File& one) { return one.name == name; });
    if (found != files_.end()) return *found;
    files_.insert(std::upper_bound(files_.begin(), files_.end(), name,
                                   [](const std::string& a, const File& b) { return a < b.name; }),
                  File{name, ""});
    return file(name);
  }
  Sheet& sheet(const std::string& name, const std::string& header_if_new) {
    const auto known = sheets_.find(name);
    if (known != sheets_.end()) return known->second;
    return sheets_.emplace(name, Sheet(name, file(name).bytes, header_if_new)).first->second;
  }
  void set(const std::string& table, const std::string& key_column, const std::string& key,
           const std::string& column, const std::string& text) {
    Sheet& rows = sheet(table, key_column);
    if (const auto row = rows.find(key_column, key)) rows.cell(*row, column) = text;
  }

  void window(const ScenarioEvent& event) {
    static const std::map<WindowTarget, std::string> kWords{{WindowTarget::zone, "zone"},
                                                            {WindowTarget::link, "link"},
                                                            {WindowTarget::place, "place"},
                                                            {WindowTarget::service, "service"},
                                                            {WindowTarget::airfield, "airfield"}};
    std::map<std::string, std::string> cells{
        {"effect", event.kind == EventKind::granted   ? "granted"
                   : event.kind == EventKind::reduced ? "reduced"
                                                      : "closed"},
        {"target", kWords.at(event.target)},
        {"id", event.key},
        {"from", utc_text(event.from)},
        {"reason", event.text},
        {"source", "repair at " + utc_text(at_)}};
    if (!event.direction.empty()) cells["direction"] = event.direction;
    if (event.until) cells["until"] = utc_text(*event.until);
    if (event.kind == EventKind::reduced) cells["fewer"] = std::to_string(event.number);
    sheet("windows.csv", "effect,target,id\n").add(cells);
  }

  bool fleet_less(const ScenarioEvent& event) {
    const auto found = std::find_if(model_.fleets.begin(), model_.fleets.end(),
                                    [&](const Fleet& fleet) { return fleet.key == event.key; });
    std::int64_t count = event.number + (found->last_day ? found->last_day_count : 0);
    if (count > found->total()) {
      problem_ = {{"", 0, 0, ""},
                  fmt::format("the fleet {} has only {} vehicles, {} of them withdrawn already", event.key,
                              found->total(), found->last_day ? found->last_day_count : 0),
                  "Withdraw fewer."};
      return false;
    }
    // The last day is the day that ends at or before the withdrawal.
    const Duration offset = offset_of(event.from);
    const std::int64_t day = (event.from + offset) / kDay - 1;
    set("fleets.csv", "fleet", event.key, "last_day", day_text(day));
    set("fleets.csv", "fleet", event.key, "last_day_count", std::to_string(count));
    return true;
  }

  bool deadline(Time when) {
    File& settings = file("scenario.yaml");
    scenario::Problems problems;
    const auto root = scenario::read_yaml(settings.name, settings.bytes, problems);
    for (std::size_t i = 0; root && i < root->keys.size(); ++i) {
      if (root->keys[i].text != "deadline") continue;
      std::vector<std::string> lines(1);
      for (const char c : settings.bytes) {
        if (c == '\n')
          lines.emplace_back();
        else
          lines.back() += c;
      }
      lines[static_cast<std::size_t>(root->keys[i].line - 1)] = "deadline: " + utc_text(when);
      settings.bytes.clear();
      for (const std::string& line : lines) settings.bytes += line + (&line == &lines.back() ? "" : "\n");
      return true;
    }
    problem_ = {
        {"scenario.yaml", 0, 0, ""}, "the deadline does not stand on a line of its own", "Write it so."};
    return false;
  }

  /// Who leaves in this outcome but not in the one planned so far is ready after the time to prepare; of
  /// those who stay now, but not in the one planned so far, those stay who have not left yet.
  void decided(const ScenarioEvent& event) {
    const auto condition = std::find_if(model_.conditions.begin(), model_.conditions.end(),
                                        [&](const Condition& one) { return one.key == event.key; });
    if (condition->outcome == event.outcome) return;
    const std::string ready = utc_text(at_ + condition->prepare_s);
    for (const char* table : {"units.csv", "items.csv"}) {
      Sheet& rows = sheet(table, "uln");
      for (std::size_t i = 0; i < rows.row_count(); ++i)
        if (rows.cell(i, "stay_when") == event.key + ":" + condition->outcome) rows.cell(i, "ready") = ready;
    }
    const std::string stays = event.key + ":" + event.outcome;
    for (UnitId id : model_.units.ids()) {
      Sheet& units = sheet("units.csv", "uln");
      const auto row = units.find("uln", model_.units[id].key);
      if (row && units.cell(*row, "stay_when") == stays && has_begun_to_leave(id, event.left))
        split(id, *row, event.left);
    }
  }

  bool has_begun_to_leave(UnitId id, const WhoLeft& left) const {
    if (left.people.contains(model_.units[id].key)) return true;
    return std::any_of(model_.lots.begin(), model_.lots.end(),
                       [&](const Lot& lot) { return lot.unit == id && left.things.contains(lot.key); });
  }

  /// Its row keeps who and what has left; a new one, KEY-REST, stays with the rest.
  void split(UnitId id, std::size_t row, const WhoLeft& left) {
    const Unit& unit = model_.units[id];
    const std::string rest = unit.key + "-REST";
    Sheet& units = sheet("units.csv", "uln");
    const std::size_t fresh = units.copy(row);
    units.cell(fresh, "uln") = rest;
    units.cell(fresh, "name") = units.cell(row, "name") + ", rest";
    units.cell(row, "stay_when") = "";
    const auto gone = left.people.find(unit.key);
    for (CategoryId category : model_.categories.ids()) {
      if (unit.people[category] == 0) continue;
      const std::string& key = model_.categories[category].key;
      std::int64_t went = 0;
      if (gone != left.people.end())
        if (const auto found = gone->second.find(key); found != gone->second.end()) went = found->second;
      units.cell(row, "people_" + key) = std::to_string(went);
      units.cell(fresh, "people_" + key) = std::to_string(unit.people[category] - went);
    }
    for (const Lot& lot : model_.lots)
      if (lot.unit == id) split_lot(lot, rest, left);
  }

  void split_lot(const Lot& lot, const std::string& rest, const WhoLeft& left) {
    Sheet& items = sheet("items.csv", "lot");
    const auto row = items.find("lot", lot.key);
    if (!row) return;
    const auto gone = left.things.find(lot.key);
    if (gone == left.things.end()) {
      items.cell(*row, "unit") = rest;
      return;
    }
    items.cell(*row, "stay_when") = "";
    if (gone->second == lot.count) return;
    const std::size_t fresh = items.copy(*row);
    items.cell(*row, "count") = std::to_string(gone->second);
    items.cell(fresh, "lot") = lot.key + "-REST";
    items.cell(fresh, "unit") = rest;
    items.cell(fresh, "count") = std::to_string(lot.count - gone->second);
  }

  void unit(const ScenarioEvent& event) {
    const NewUnit& fresh = event.unit;
    std::map<std::string, std::string> cells{{"uln", event.key},
                                             {"name", event.key},
                                             {"place", fresh.place},
                                             {"ready", utc_text(std::max(at_, fresh.ready.value_or(at_)))},
                                             {"destination", fresh.destination},
                                             {"source", "repair at " + utc_text(at_)}};
    for (const auto& [category, count] : fresh.people) {
      cells["people_" + category] = std::to_string(count);
      control("people:" + category, count);
    }
    sheet("units.csv", "uln\n").add(cells);
    for (const auto& [type, count] : fresh.items) {
      sheet("items.csv", "lot\n")
          .add({{"lot", event.key + "-" + type},
                {"unit", event.key},
                {"type", type},
                {"count", std::to_string(count)},
                {"ready", cells["ready"]},
                {"destination", fresh.destination},
                {"source", cells["source"]}});
      control("type:" + type, count);
    }
  }

  void control(const std::string& what, std::int64_t more) {
    Sheet& rows = sheet("totals.csv", "what,count\n");
    if (const auto row = rows.find("what", what))
      rows.cell(*row, "count") = std::to_string(std::stoll(rows.cell(*row, "count")) + more);
  }

  Duration offset_of(Time at) const {
    Duration offset = 0;
    for (const ClockChange& change : model_.clock)
      if (change.from <= at) offset = change.offset_s;
    return offset;
  }
  static std::string day_text(std::int64_t day) { return utc_text(day * kDay).substr(0, 10); }

  std::vector<File> files_;
  const Model& model_;
  Time at_;
  std::map<std::string, Sheet> sheets_;
  Problem problem_;
};

}  // namespace

Result<ChangedScenario> change_scenario(const std::vector<File>& files, const Model& model,
                                        const std::vector<ScenarioEvent>& events, Time at) {
  ChangedScenario changed;
  Result<std::vector<File>> as_files = scenario::without_workbook(files);
  if (!as_files) return as_files.problems();
  Changer changer(as_files.take(), model, at);
  for (const ScenarioEvent& event : events) {
    if (!changer.apply(event)) return changer.problem();
    const bool only_late = event.kind == EventKind::late;
    changed.changed = changed.changed || !only_late;
  }
  changed.files = changed.changed ? changer.take() : files;
  return changed;
}

}  // namespace homeward
