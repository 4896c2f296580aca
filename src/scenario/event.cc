// SPDX-License-Identifier: Apache-2.0
#include "scenario/event.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <map>

#include "scenario/date_text.h"
#include "scenario/number.h"
#include "scenario/text.h"
#include "scenario/time_zone.h"

namespace homeward {

using scenario::did_you_mean;
using scenario::in_quotes;
using scenario::listed;

namespace {

const std::vector<std::string> kVerbs{"cut",      "close",  "revoke", "grant", "set",   "fleet",
                                      "deadline", "decide", "unit",   "late",  "broken"};

struct Figure {
  const char* word;
  FigureName name;
};
const std::array<Figure, 7> kFigures{{{"parking", {"places.csv", "parking_vehicles", "place"}},
                                      {"beds", {"places.csv", "beds", "place"}},
                                      {"positions", {"places.csv", "mog_positions", "place"}},
                                      {"berths", {"places.csv", "berths", "place"}},
                                      {"lanes", {"links.csv", "lanes", "link"}},
                                      {"lines", {"services.csv", "lanes", "service"}},
                                      {"yard", {"services.csv", "yard", "service"}}}};

template <class List>
std::vector<std::string> keys_of(const List& list) {
  std::vector<std::string> keys;
  for (const auto& one : list) keys.push_back(one.key);
  return keys;
}

/// A problem found while words are read: it ends the reading.
struct Wrong {
  std::string what;
  std::string mend;
};

class EventReader {
 public:
  EventReader(const Model& model, const Plan& plan, std::string_view text, Time at)
      : model_{model}, plan_{plan}, text_{text}, at_{at} {
    std::string word;
    for (const char c : text_ + " ") {
      if (c != ' ') {
        word += c;
      } else if (!word.empty()) {
        words_.push_back(std::move(word));
        word.clear();
      }
    }
  }

  ScenarioEvent read() {
    event_.text = text_;
    event_.from = at_;
    const std::string verb = one_of(kVerbs, "what has happened");
    if (verb == "cut") {
      event_.target = WindowTarget::link;
      event_.key = key(keys_of(model_.links), "link");
      closing();
    } else if (verb == "close" || verb == "revoke" || verb == "grant") {
      event_.kind = verb == "grant" ? EventKind::granted : EventKind::closed;
      target(verb);
      closing();
    } else if (verb == "set") {
      figure();
    } else if (verb == "fleet") {
      fleet();
    } else if (verb == "deadline") {
      event_.kind = EventKind::deadline;
      event_.deadline = instant(scenario::DayEdge::end);
    } else if (verb == "decide") {
      decide();
    } else if (verb == "unit") {
      unit();
    } else {
      late(verb == "broken");
    }
    if (next_ < words_.size())
      throw Wrong{fmt::format("does not understand {}", in_quotes(words_[next_])),
                  "Leave it out, or see docs/repair.md."};
    return event_;
  }

 private:
  bool more() const { return next_ < words_.size(); }
  std::string word(const std::string& what) {
    if (!more()) throw Wrong{"ends before " + what, "Add it; docs/repair.md has examples."};
    return words_[next_++];
  }
  bool take(const char* wanted) {
    if (!more() || words_[next_] != wanted) return false;
    ++next_;
    return true;
  }
  void expect(const char* wanted) {
    const std::string found = word(fmt::format("the word '{}'", wanted));
    if (found != wanted)
      throw Wrong{fmt::format("has {} where '{}' is due", in_quotes(found), wanted), "Put the word there."};
  }
  std::string one_of(const std::vector<std::string>& words, const std::string& what) {
    const std::string found = word(what);
    if (std::find(words.begin(), words.end(), found) == words.end())
      throw Wrong{fmt::format("has {} for {}", in_quotes(found), what),
                  "Write " + listed(words) + "." + did_you_mean(found, words)};
    return found;
  }
  std::string key(const std::vector<std::string>& keys, const std::string& noun) {
    const std::string found = word("the key of a " + noun);
    if (std::find(keys.begin(), keys.end(), found) == keys.end())
      throw Wrong{fmt::format("names {}, which is not the key of any {}", in_quotes(found), noun),
                  "Name one of the scenario." + did_you_mean(found, keys)};
    return found;
  }
  std::int64_t number(const std::string& what, std::int64_t least) {
    const std::string found = word(what);
    const auto reading = scenario::read_whole(found, {least, 1'000'000});
    if (!reading.value) throw Wrong{in_quotes(found) + " " + reading.what, reading.mend};
    return *reading.value;
  }
  Duration duration() {
    const std::string found = word("a time like 3h, 90min or 2d");
    static const std::vector<std::pair<std::string, Duration>> kUnits{
        {"min", kMinute}, {"h", kHour}, {"d", kDay}};
    for (const auto& [unit, seconds] : kUnits)
      if (found.ends_with(unit)) {
        const auto reading = scenario::read_whole(found.substr(0, found.size() - unit.size()), {1, 100'000});
        if (reading.value) return *reading.value * seconds;
      }
    throw Wrong{in_quotes(found) + " is no length of time", "Write for example 90min, 3h or 2d."};
  }
  Time instant(scenario::DayEdge edge) {
    std::string text = word("a date");
    // A time of day may stand behind a blank.
    if (more() && words_[next_].size() >= 4 && words_[next_].find(':') != std::string::npos)
      text += " " + word("");
    const auto date = scenario::read_date(text);
    if (!date.value) throw Wrong{in_quotes(text) + " " + date.what, date.mend};
    const auto zone = scenario::TimeZone::find(model_.time_zone);
    const auto time = zone.value->instant(*date.value, edge);
    if (!time.value) throw Wrong{in_quotes(text) + " " + time.what, time.mend};
    return *time.value;
  }

  void closing() {
    while (more()) {
      if (event_.target == WindowTarget::link && (take("forward") || take("backward"))) {
        event_.direction = words_[next_ - 1];
      } else if (take("from")) {
        event_.from = instant(scenario::DayEdge::begin);
      } else if (take("until")) {
        event_.until = instant(scenario::DayEdge::end);
      } else {
        return;
      }
    }
  }

  void target(const std::string& verb) {
    std::vector<std::string> nouns{"link", "place", "zone"};
    if (verb == "close") nouns.insert(nouns.end(), {"service", "airfield"});
    const std::string noun = one_of(nouns, "what it is");
    if (noun == "link") {
      event_.target = WindowTarget::link;
      event_.key = key(keys_of(model_.links), noun);
    } else if (noun == "zone") {
      event_.target = WindowTarget::zone;
      event_.key = key(keys_of(model_.zones), noun);
    } else if (noun == "service") {
      event_.target = WindowTarget::service;
      event_.key = key(keys_of(model_.services), noun);
    } else {
      event_.target = noun == "place" ? WindowTarget::place : WindowTarget::airfield;
      event_.key = key(keys_of(model_.places), "place");
    }
  }

  void figure() {
    event_.kind = EventKind::figure;
    std::vector<std::string> words;
    for (const Figure& each : kFigures) words.emplace_back(each.word);
    const std::string found = one_of(words, "the figure");
    for (const Figure& each : kFigures)
      if (each.word == found) event_.figure = each.name;
    expect("of");
    const std::string noun = event_.figure.key_column;
    event_.key = key(noun == "place"  ? keys_of(model_.places)
                     : noun == "link" ? keys_of(model_.links)
                                      : keys_of(model_.services),
                     noun);
    expect("to");
    event_.number =
        number("the number", found == "parking" || found == "beds" || found == "positions" ? 0 : 1);
    const bool timed = found == "parking" || found == "lines";
    event_.target = noun == "place" ? WindowTarget::place : WindowTarget::service;
    while (timed && more()) {
      if (take("from")) {
        event_.from = instant(scenario::DayEdge::begin);
      } else if (take("until")) {
        event_.until = instant(scenario::DayEdge::end);
      } else {
        return;
      }
    }
  }

  void fleet() {
    event_.kind = EventKind::fleet_less;
    event_.key = key(keys_of(model_.fleets), "fleet");
    expect("loses");
    event_.number = number("how many", 1);
    if (take("from")) event_.from = instant(scenario::DayEdge::begin);
  }

  void decide() {
    event_.kind = EventKind::decided;
    const std::string found = word("CONDITION=OUTCOME");
    const std::size_t sign = found.find('=');
    event_.key = found.substr(0, sign);
    const auto keys = keys_of(model_.conditions);
    const auto known = std::find(keys.begin(), keys.end(), event_.key);
    if (known == keys.end())
      throw Wrong{fmt::format("names {}, which is no condition", in_quotes(event_.key)),
                  "Write CONDITION=OUTCOME." + did_you_mean(event_.key, keys)};
    event_.outcome = sign == std::string::npos ? "" : found.substr(sign + 1);
    const auto& outcomes =
        model_.conditions[ConditionId(static_cast<std::size_t>(known - keys.begin()))].outcomes;
    if (std::find(outcomes.begin(), outcomes.end(), event_.outcome) == outcomes.end())
      throw Wrong{fmt::format("has {} for the outcome of {}", in_quotes(event_.outcome), event_.key),
                  "Write " + listed(outcomes) + "." + did_you_mean(event_.outcome, outcomes)};
  }

  void unit() {
    event_.kind = EventKind::unit;
    event_.key = word("the key of the new unit");
    const auto keys = keys_of(model_.units);
    if (std::find(keys.begin(), keys.end(), event_.key) != keys.end())
      throw Wrong{fmt::format("names {}, which is a unit already", in_quotes(event_.key)),
                  "Give the new unit a key of its own."};
    expect("at");
    event_.unit.place = key(keys_of(model_.places), "place");
    expect("to");
    event_.unit.destination = key(keys_of(model_.places), "place");
    if (take("ready")) event_.unit.ready = instant(scenario::DayEdge::begin);
    while (more()) {
      const std::int64_t count = number("a count", 1);
      std::vector<std::string> keys_here = keys_of(model_.categories);
      const std::size_t categories = keys_here.size();
      for (const ItemType& type : model_.item_types) keys_here.push_back(type.key);
      const std::string what = key(keys_here, "category of people or type of item");
      const auto index = std::find(keys_here.begin(), keys_here.end(), what) - keys_here.begin();
      (static_cast<std::size_t>(index) < categories ? event_.unit.people : event_.unit.items)
          .emplace_back(what, count);
    }
    if (event_.unit.people.empty())
      throw Wrong{"has nobody in it", "Add people: 120 " + keys_of(model_.categories).front() + "."};
  }

  void late(bool broken) {
    event_.kind = EventKind::late;
    std::vector<std::string> numbers;
    for (const Column& column : plan_.columns) numbers.push_back(column.number);
    event_.key = key(numbers, "column of the plan");
    if (broken) {
      expect("at");
      const auto keys = keys_of(model_.places);
      const std::string place = key(keys, "place");
      event_.place =
          PlaceId(static_cast<std::size_t>(std::find(keys.begin(), keys.end(), place) - keys.begin()));
      expect("for");
    } else {
      expect("by");
    }
    event_.by = duration();
  }

  const Model& model_;
  const Plan& plan_;
  std::string text_;
  Time at_;
  std::vector<std::string> words_;
  std::size_t next_ = 0;
  ScenarioEvent event_;
};

Problem problem_of(std::string_view text, const Wrong& wrong) {
  return {{"", 0, 0, ""}, fmt::format("the event {} {}", in_quotes(text), wrong.what), wrong.mend};
}

}  // namespace

Result<ScenarioEvent> read_event(const Model& model, const Plan& plan, std::string_view text, Time at) {
  try {
    ScenarioEvent event = EventReader(model, plan, text, at).read();
    if (event.from < at)
      return problem_of(
          text, {"begins before the repair", "What has happened stays: let it begin at --at or later."});
    if (event.until && *event.until <= event.from)
      return problem_of(text, {"ends before it begins", "Exchange the two times."});
    return event;
  } catch (const Wrong& wrong) {
    return problem_of(text, wrong);
  }
}

Result<Time> read_instant(const Model& model, std::string_view text) {
  const auto date = scenario::read_date(text);
  if (!date.value) return Problem{{"", 0, 0, ""}, in_quotes(text) + " " + date.what, date.mend};
  const auto zone = scenario::TimeZone::find(model.time_zone);
  const auto time = zone.value->instant(*date.value, scenario::DayEdge::begin);
  if (!time.value) return Problem{{"", 0, 0, ""}, in_quotes(text) + " " + time.what, time.mend};
  return *time.value;
}

}  // namespace homeward
