// SPDX-License-Identifier: Apache-2.0
#include "planner/repair/drill.h"

#include <algorithm>
#include <atomic>
#include <thread>
#include <tuple>

#include "check/plan_figures.h"
#include "planner/dispatch/fleet_moves.h"
#include "planner/repair/let_through.h"

namespace homeward {

namespace {

/// A withdrawn fleet has so long to come out.
constexpr Duration kFleetComesOut = 10 * kDay;

bool uses_link(const Plan& plan, LinkId link, Time at) {
  for (const Column& column : plan.columns)
    for (const Stop& stop : column.stops)
      if (stop.out && stop.out->link == link && stop.depart >= at) return true;
  return false;
}

bool uses_place(const Plan& plan, PlaceId place, Time at) {
  for (const Column& column : plan.columns)
    for (const Stop& stop : column.stops)
      if (stop.place == place && std::max(stop.arrive, stop.depart) >= at) return true;
  return false;
}

bool uses_fleet(const Plan& plan, FleetId fleet, Time at) {
  for (const Column& column : plan.columns)
    for (const Leg& leg : column.legs)
      for (const VehicleGroup& group : leg.groups)
        if (group.fleet == fleet && column.stops.back().arrive >= at) return true;
  return false;
}

Window closing(Time from, std::optional<Time> until) {
  Window window;
  window.once = {from, until.value_or(kEndOfTime)};
  window.reason = "drill";
  return window;
}

class Drill {
 public:
  Drill(const Model& model, const Plan& plan, const DrillOptions& options, Budget& budget)
      : model_{model}, plan_{plan}, options_{options}, budget_{budget} {}

  std::vector<DrillCut> run() {
    std::vector<DrillCut> cuts = single_cuts();
    examine(cuts);
    rank(cuts);
    std::vector<DrillCut> pairs = pairs_of(cuts);
    examine(pairs);
    cuts.insert(cuts.end(), pairs.begin(), pairs.end());
    rank(cuts);
    return cuts;
  }

 private:
  std::vector<DrillCut> single_cuts() const {
    std::vector<DrillCut> cuts;
    const auto add = [&](DrillCut cut, bool used) {
      cut.harm = used ? Harm::not_examined : Harm::unused;
      cuts.push_back(std::move(cut));
    };
    for (LinkId link : model_.links.ids()) {
      DrillCut cut;
      cut.links = {link};
      add(cut, uses_link(plan_, link, options_.at));
    }
    for (PlaceId place : model_.places.ids()) {
      DrillCut cut;
      cut.kind = CutKind::place;
      cut.place = place;
      add(cut, uses_place(plan_, place, options_.at));
    }
    for (FleetId fleet : model_.fleets.ids()) {
      DrillCut cut;
      cut.kind = CutKind::fleet;
      cut.fleet = fleet;
      add(cut, uses_fleet(plan_, fleet, options_.at));
    }
    return cuts;
  }

  /// Pairs of the worst links of which each alone can be lived with.
  std::vector<DrillCut> pairs_of(const std::vector<DrillCut>& ranked) const {
    std::vector<LinkId> worst;
    for (const DrillCut& cut : ranked)
      if (cut.kind == CutKind::link && worst.size() < options_.pairs_among &&
          (cut.harm == Harm::late || cut.harm == Harm::later || cut.harm == Harm::absorbed))
        worst.push_back(cut.links.front());
    std::vector<DrillCut> pairs;
    for (std::size_t a = 0; a < worst.size(); ++a)
      for (std::size_t b = a + 1; b < worst.size(); ++b) {
        DrillCut cut;
        cut.kind = CutKind::link_pair;
        cut.links = {worst[a], worst[b]};
        cut.harm = Harm::not_examined;
        pairs.push_back(std::move(cut));
      }
    return pairs;
  }

  void examine(std::vector<DrillCut>& cuts) {
    std::atomic<std::size_t> next{0};
    const auto work = [&] {
      for (std::size_t i = next++; i < cuts.size() && !budget_.interrupted(); i = next++)
        if (cuts[i].harm == Harm::not_examined) examine(cuts[i]);
    };
    std::vector<std::jthread> helpers;
    for (int t = 1; t < options_.threads; ++t) helpers.emplace_back(work);
    work();
  }

  Model changed(const DrillCut& cut) const {
    Model model = model_;
    for (LinkId link : cut.links) cut_link(model, plan_, link, options_.at, options_.until);
    if (cut.kind == CutKind::place) close_place(model, plan_, cut.place, options_.at, options_.until);
    if (cut.kind == CutKind::fleet) withdraw_fleet(model, cut.fleet, options_.fleet_percent, options_.at);
    return model;
  }

  void examine(DrillCut& cut) {
    const Model model = changed(cut);
    RepairOptions repair;
    repair.at = options_.at;
    repair.threads = 1;
    Observer silent;
    Budget part(Budget::kUnlimited, budget_.wall_deadline());
    const Repaired repaired = repair_plan(model, plan_, repair, part, silent);
    budget_.spend(part.work());
    if (part.interrupted() || budget_.interrupted()) return;
    cut.cut_off = cut_off(model);
    cut.affected = repaired.affected;
    cut.changed = static_cast<std::int64_t>(repaired.changes.columns.size());
    cut.closure = repaired.closure;
    if (repaired.closure && repaired.closure_before)
      cut.later_s = *repaired.closure - *repaired.closure_before;
    if (repaired.deadline_lost_for_sure) cut.proof = repaired.certificate->sentence;
    cut.harm = harm_of(repaired, cut.later_s);
    if (!repaired.plan) return;
    cut.people_late = 0;
    for (const ForceLevel& level : plan_figures(model, *repaired.plan).total_force_level)
      if (level.from <= model.deadline) cut.people_late = level.people;
  }

  static Harm harm_of(const Repaired& repaired, Duration later_s) {
    if (repaired.deadline_lost_for_sure) return Harm::impossible;
    if (!repaired.plan) return Harm::no_plan;
    if (!repaired.missed.empty()) return Harm::late;
    return later_s > 0 ? Harm::later : Harm::absorbed;
  }

  /// Exact: by no road, for the lightest vehicle, at any time after the cut.
  std::vector<PlaceId> cut_off(const Model& model) const {
    const Ground before(model_), after(model);
    TravelCache old_ways(model_, before.graph, before.calendar, options_.at);
    TravelCache new_ways(model, after.graph, after.calendar, options_.at);
    const RoadNeeds needs = light_needs(model);
    std::vector<char> lost(model.places.size(), 0);
    const auto look = [&](PlaceId from, PlaceId to) {
      if (from == to || old_ways.to(needs, Escorted::yes, to)[from] >= kEndOfTime) return;
      if (new_ways.to(needs, Escorted::yes, to)[from] >= kEndOfTime) lost[from.index()] = 1;
    };
    for (const Column& column : plan_.columns)
      if (end_of(column) > options_.at && column.column_class != ColumnClass::empty)
        look(column.stops.front().place, column.stops.back().place);
    std::vector<PlaceId> places;
    for (PlaceId place : model.places.ids())
      if (lost[place.index()]) places.push_back(place);
    return places;
  }

  static void rank(std::vector<DrillCut>& cuts) {
    std::stable_sort(cuts.begin(), cuts.end(), [](const DrillCut& a, const DrillCut& b) {
      return std::tuple(a.harm, -a.people_late.value_or(0), -a.later_s, -a.affected) <
             std::tuple(b.harm, -b.people_late.value_or(0), -b.later_s, -b.affected);
    });
  }

  const Model& model_;
  const Plan& plan_;
  const DrillOptions& options_;
  Budget& budget_;
};

}  // namespace

void cut_link(Model& model, const Plan& plan, LinkId link, Time at, std::optional<Time> until) {
  for (const bool forward : {true, false}) {
    Window window = closing(last_off(plan, {link, forward}, at), until);
    window.target = WindowTarget::link;
    window.link = link;
    window.forward = forward;
    window.backward = !forward;
    if (!window.once.empty()) model.windows.push_back(window);
  }
}

void withdraw_fleet(Model& model, FleetId id, std::int64_t percent, Time at) {
  Fleet& fleet = model.fleets[id];
  const std::int64_t gone = divide_up(fleet.total() * percent, 100);
  fleet.last_day_count = std::max(fleet.last_day ? fleet.last_day_count : 0, gone);
  fleet.last_day = std::min(fleet.last_day.value_or(kEndOfTime), at + kFleetComesOut);
}

void close_place(Model& model, const Plan& plan, PlaceId place, Time at, std::optional<Time> until) {
  for (const auto& [direction, when] : roads_to(model, plan, place, at)) {
    Window road = closing(when.begin, std::min(when.end, until.value_or(kEndOfTime)));
    road.target = WindowTarget::link;
    road.link = direction.link;
    road.forward = direction.forward;
    road.backward = !direction.forward;
    if (!road.once.empty()) model.windows.push_back(road);
  }
  Window window = closing(last_through(model, plan, place, at), until);
  window.target = WindowTarget::place;
  window.place = place;
  if (!window.once.empty()) model.windows.push_back(window);
}

std::vector<DrillCut> drill(const Model& model, const Plan& plan, const DrillOptions& options, Budget& budget,
                            Observer& observer) {
  Progress progress;
  progress.stage = "cutting one after the other";
  observer.on_progress(progress);
  return Drill(model, plan, options, budget).run();
}

const char* harm_word(Harm harm) {
  switch (harm) {
    case Harm::impossible:
      return "impossible";
    case Harm::no_plan:
      return "no_plan";
    case Harm::late:
      return "late";
    case Harm::later:
      return "later";
    case Harm::absorbed:
      return "absorbed";
    case Harm::unused:
      return "unused";
    case Harm::not_examined:
      return "not_examined";
  }
  return "";
}

}  // namespace homeward
