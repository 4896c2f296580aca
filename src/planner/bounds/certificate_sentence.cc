// SPDX-License-Identifier: Apache-2.0
#include "planner/bounds/certificate_sentence.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <map>
#include <optional>
#include <set>

#include "check/certificate_arrival.h"
#include "check/certificate_given.h"
#include "check/certificate_market.h"
#include "check/local_time.h"

namespace homeward {

namespace {

using check::Claim;
using check::CutFigures;
using check::CutResource;

/// Per cent of a capacity that nobody would provide: something is ready only after the deadline.
constexpr std::int64_t kBeyondMending = 10'000;

/// What cannot be out so long after a proof's instant either has no way: the proof ends where somebody
/// stopped to look.
constexpr Duration kLongAfter = 14 * kDay;

/// 12,670
std::string grouped(std::int64_t number) {
  std::string text = std::to_string(number);
  for (std::size_t at = text.size(); at > 3; at -= 3) text.insert(at - 3, ",");
  return text;
}

/// Everything that the certificate claims, as check_certificate counts it.
void add_claims(const Model& model, const Certificate& certificate, CutFigures& figures) {
  const auto add = [&](const std::string& key, Claim claim) {
    if (certificate.given) check::leave_out_begun(*certificate.given, key, claim);
    figures.add(std::move(claim));
  };
  for (const std::string& key : certificate.lots) {
    for (LotId lot : model.lots.ids())
      if (model.lots[lot].key == key) add(key, check::claim_of(model, lot));
    for (FleetId fleet : model.fleets.ids())
      for (const Fleet::Stock& stock : model.fleets[fleet].stocks)
        if (!stock.comes_later() && check::fleet_claim_key(model, fleet, stock) == key)
          add(key, check::claim_of(model, fleet, stock));
  }
}

/// One resource's certificate with its figures, in thousandths of a second.
class Story {
 public:
  Story(const Model& model, const Certificate& certificate)
      : model_{model}, end_{certificate.no_closure_before}, figures_{model, end_} {
    if (certificate.resources.size() == 1)
      resource_ = check::find_resource(model, certificate.resources.front());
    add_claims(model, certificate, figures_);
    if (!resource_) return;
    if (resource_->kind == CutResource::Kind::fleet)
      figures_.use_clock(resource_->fleets, figures_.best_clock(resource_->fleets, end_));
    for (std::size_t i = 0; i < figures_.claims().size(); ++i) {
      count_ += figures_.claims()[i].count;
      need_ += figures_.claims()[i].count * figures_.need(i, {*resource_}).value_or(0);
    }
    capacity_ = figures_.capacity(*resource_, end_);
  }

  bool known() const { return resource_.has_value() && count_ > 0; }
  std::int64_t count() const { return count_; }
  const char* what() const {
    const auto& claims = figures_.claims();
    return !claims.empty() && claims.back().fleet ? "things and vehicles" : "things";
  }
  std::int64_t short_of() const { return std::max<std::int64_t>(0, need_ - capacity_); }
  std::int64_t need() const { return need_; }
  std::int64_t capacity() const { return capacity_; }
  const CutResource& resource() const { return *resource_; }
  std::string when(Time at) const { return check::local_text(model_, at); }

  std::int64_t trucks() const {
    std::int64_t sum = 0;
    for (FleetId fleet : resource_->fleets) sum += model_.fleets[fleet].total();
    return sum;
  }
  std::int64_t spaces() const {
    std::int64_t sum = 0;
    for (PlaceId place : resource_->places) sum += model_.places[place].parking_vehicles;
    return sum;
  }
  std::string place_names() const {
    std::string names;
    for (std::size_t i = 0; i < resource_->places.size(); ++i)
      names += (i == 0                             ? ""
                : i + 1 < resource_->places.size() ? ", "
                                                   : " and ") +
               model_.places[resource_->places[i]].name;
    return names;
  }
  std::string fleet_names() const {
    std::string names;
    for (FleetId fleet : resource_->fleets)
      names += (names.empty() ? "" : " and ") + model_.fleets[fleet].name;
    return names;
  }
  /// As many as the shortfall takes, each with what one has on average.
  std::string more_trucks() const {
    if (capacity_ == 0) return "An earlier ready date";
    const std::int64_t each = std::max<std::int64_t>(1, capacity_ / std::max<std::int64_t>(1, trucks()));
    return grouped(divide_up(short_of() + 1, each)) + " more of them";
  }
  std::int64_t one_use() const {
    return std::max<std::int64_t>(1, need_ / std::max<std::int64_t>(1, count_));
  }
  /// Shortfall in things that do not get through.
  std::int64_t things_missing() const { return divide_up(short_of(), one_use()); }
  /// The capacity that would do, in per cent of what there is.
  std::int64_t percent() const { return divide_up(need_ + 1, std::max<std::int64_t>(1, capacity_ / 100)); }
  /// The least whole figure above `now` that would do: a rate, a number of lanes.
  std::int64_t instead_of(std::int64_t now) const {
    const std::int64_t whole =
        percent() > kBeyondMending
            ? divide_up(percent() * now, 100)
            : divide_up(divide_up(need_ + 1, 1000) * now, std::max<std::int64_t>(1, capacity_ / 1000));
    return std::max(now + 1, whole);
  }

 private:
  const Model& model_;
  Time end_;
  CutFigures figures_;
  std::optional<CutResource> resource_;
  std::int64_t count_ = 0;
  std::int64_t need_ = 0;
  std::int64_t capacity_ = 0;
};

std::string fleet_sentence(const Story& story, Time end) {
  constexpr std::int64_t kHourMs = 1000 * kHour;
  return fmt::format(
      "Until {} the {} vehicles of the fleet {} have {} hours for rounds, first and last ones included; {} "
      "loads "
      "need at least {}; short {}: not everything can be out by then. {} would lift this proof.",
      story.when(end), grouped(story.trucks()), story.fleet_names(), grouped(story.capacity() / kHourMs),
      grouped(story.count()), grouped(divide_up(story.need(), kHourMs)),
      grouped(divide_up(story.short_of(), kHourMs)), story.more_trucks());
}

/// Does other traffic take the service?
bool is_shared(const Model& model, ServiceId service) {
  for (const OtherColumn& column : model.other_traffic)
    for (const OtherStop& stop : column.stops)
      for (const OtherVisit& visit : stop.visits)
        if (visit.service == service) return true;
  return false;
}

std::string service_sentence(const Model& model, const Story& story, const CertificateResource& row,
                             Time end) {
  const Service& service = model.services[story.resource().service];
  const Place& place = model.places[service.place];
  const std::int64_t one = std::max<std::int64_t>(1, 1000 * kHour / service.rate_per_hour);
  return fmt::format(
      "From {} to {} {} at {} can serve {} vehicles{}{}; {} {} need places for {}{}; short {}: not "
      "everything can be out by {}. A rate of {} vehicles an hour instead of "
      "{} would lift this proof.",
      story.when(row.from), story.when(row.until), service.name, place.name, grouped(story.capacity() / one),
      is_shared(model, story.resource().service) ? " beside other traffic" : "",
      model.in_zone(service.place) ? "" : ", those that wait there at the end included",
      grouped(story.count()), story.what(), grouped(divide_up(story.need(), one)),
      service.use == ServiceUse::loading ? "" : ", escorts included",
      grouped(divide_up(story.short_of(), one)), story.when(end), story.instead_of(service.rate_per_hour),
      service.rate_per_hour);
}

/// Times its spaces: when all roads are closed.
std::string stand_sentence(const Story& story, const CertificateResource& row, Time end) {
  return fmt::format(
      "From {} to {} there is room for {} vehicles at {} while all roads are closed, {} at a time; {} "
      "things, all of "
      "which must stand there on their way, need room for {}, escorts included; short {}: not everything can "
      "be "
      "out by {}. Room for {} vehicles instead of {} would lift this proof.",
      story.when(row.from), story.when(row.until), grouped(story.capacity() / 1000), story.place_names(),
      grouped(story.spaces()), grouped(story.count()), grouped(divide_up(story.need(), 1000)),
      grouped(divide_up(story.short_of(), 1000)), story.when(end), story.instead_of(story.spaces()),
      grouped(story.spaces()));
}

std::string other_sentence(const Story& story, const CertificateResource& row, Time end) {
  constexpr std::int64_t kMinuteMs = 1000 * kMinute;
  return fmt::format(
      "From {} to {} {} has {} minutes; {} {} need at least {}; short {}: not everything can be out by "
      "{}. {} "
      "per cent of its capacity would lift this proof.",
      story.when(row.from), story.when(row.until), row.id, grouped(story.capacity() / kMinuteMs),
      grouped(story.count()), story.what(), grouped(divide_up(story.need(), kMinuteMs)),
      grouped(divide_up(story.short_of(), kMinuteMs)), story.when(end), story.percent());
}

/// What a certificate of form 0 says of the one lot or unit that it names.
struct PathStory {
  PlaceId place;
  PlaceId destination;
  std::int64_t count = 0;
  bool no_way_out = false;    ///< as far as windows are known
  bool stranded = false;      ///< it can be out, but not in time where it must be in the end
  Time arrival = kEndOfTime;  ///< there, at the earliest, if stranded
  Time due = 0;               ///< there, if stranded
  bool no_way_there() const { return stranded && arrival >= due + kLongAfter; }
};

std::optional<PathStory> path_story(const Model& model, const Certificate& certificate) {
  if (certificate.format != 0) return std::nullopt;
  CutFigures figures(model, certificate.no_closure_before);
  add_claims(model, certificate, figures);
  if (figures.claims().size() != 1 || figures.claims()[0].fleet) return std::nullopt;
  const check::Claim& claim = figures.claims()[0];
  PathStory story;
  story.place = claim.place;
  story.destination = claim.unit ? model.units[*claim.unit].destination : model.lots[*claim.lot].destination;
  story.count = claim.count;
  story.no_way_out = figures.earliest_exit(claim) >= certificate.no_closure_before + kLongAfter;
  if (story.no_way_out || !check::cannot_arrive(figures, claim)) return story;
  story.stranded = true;
  story.arrival = check::earliest_arrival(figures, claim);
  story.due = *check::arrival_due(model, claim);
  return story;
}

std::string stranded_sentence(const Model& model, const std::string& key, const PathStory& story) {
  const std::string& goal = model.places[story.destination].name;
  const std::string due = check::local_text(model, story.due);
  const std::string who =
      fmt::format("{} of {} at {}", grouped(story.count), key, model.places[story.place].name);
  if (story.no_way_there())
    return fmt::format(
        "{} are due at {} by {} and have no way there: by no road on which they fit and no ship or aircraft "
        "that takes them can they be there by then, nor in the two weeks after.",
        who, goal, due);
  return fmt::format("{} are due at {} by {} and cannot, alone on all roads, be there before {}.", who, goal,
                     due, check::local_text(model, story.arrival));
}

std::string path_sentence(const Model& model, const Certificate& certificate) {
  const std::string& key = certificate.lots.empty() ? certificate.sentence : certificate.lots.front();
  const auto story = path_story(model, certificate);
  if (story && story->no_way_out)
    return fmt::format("{} of {} at {} have no way out of {}: no road on which they fit is open before {}.",
                       grouped(story->count), key, model.places[story->place].name,
                       model.zones[model.zone].name, check::local_text(model, certificate.no_closure_before));
  if (story && story->stranded) return stranded_sentence(model, key, *story);
  std::string from = "";
  Time ready = certificate.given ? certificate.given->until : model.start;
  for (const Lot& lot : model.lots)
    if (lot.key == key) from = model.places[lot.place].name, ready = std::max(ready, lot.ready);
  for (const Unit& unit : model.units)
    if (unit.key == key) from = model.places[unit.place].name, ready = std::max(ready, unit.ready);
  return fmt::format(
      "{} is ready at {} on {} and can, alone on all roads, not be out before {}. An earlier ready date "
      "would lift "
      "this proof.",
      key, from, check::local_text(model, ready), check::local_text(model, certificate.no_closure_before));
}

/// The two largest shares, and by how much there is too little.
std::string price_sentence(const Model& model, const Certificate& certificate) {
  std::int64_t things = 0;
  const std::set<std::string> named(certificate.lots.begin(), certificate.lots.end());
  for (const Lot& lot : model.lots)
    if (named.contains(lot.key)) things += lot.count;
  std::string shares;
  const auto all = certificate_shares(model, certificate);
  for (std::size_t i = 0; i < all.size() && i < 3 && all[i].second > 0; ++i)
    shares += fmt::format("{}{} {} %", i == 0 ? "" : ", ", all[i].first, divide_up(all[i].second, 10));
  return fmt::format(
      "Until {} posts, ramps, trucks and escorts together cannot bring {} things out, whatever trucks do "
      "when; "
      "of what limits them, measured by prices by period: {}. More of these would lift this proof.",
      check::local_text(model, certificate.no_closure_before), grouped(things), shares);
}

std::vector<CutResource> resources_of(const Model& model, const Certificate& certificate) {
  std::vector<CutResource> rows;
  for (const CertificateResource& row : certificate.resources)
    if (const auto found = check::find_resource(model, row)) rows.push_back(*found);
  return rows;
}

using Parts = std::map<std::string, double>;

Parts cut_parts(const Model& model, const Certificate& certificate, CutFigures& figures) {
  Parts parts;
  const std::vector<CutResource> rows = resources_of(model, certificate);
  if (rows.size() == 1) parts[certificate.resources[0].id] = 1;
  if (rows.size() != certificate.resources.size() || rows.size() <= 1) return parts;
  for (std::size_t i = 0; i < rows.size(); ++i) {
    if (rows[i].kind == CutResource::Kind::fleet)
      figures.use_clock(rows[i].fleets, figures.best_clock(rows[i].fleets, certificate.no_closure_before));
    const auto capacity = static_cast<double>(figures.capacity(rows[i], certificate.no_closure_before));
    parts[certificate.resources[i].id] += capacity * static_cast<double>(rows[i].weight);
  }
  return parts;
}

Parts price_parts(const Model& model, const Certificate& certificate, CutFigures& figures) {
  Parts parts;
  const std::vector<CutResource> rows = resources_of(model, certificate);
  const Time end = figures.last_end(certificate.no_closure_before);
  if (rows.size() != certificate.resources.size() || figures.claims().size() != certificate.rewards.size())
    return parts;
  check::Market market(figures, {model.start, certificate.no_closure_before}, certificate.step_s,
                       certificate.escort_step_s);
  const check::MarketSums sums = market.sums(rows, certificate.rewards, end);
  if (!sums.fits) return parts;
  for (std::size_t i = 0; i < rows.size(); ++i)
    parts[certificate.resources[i].id] += static_cast<double>(sums.rows[i]);
  for (std::size_t i = 0; i < sums.trucks.size(); ++i)
    parts["fleet:" + model.fleets[market.trucks()[i].fleet()].key] += static_cast<double>(sums.trucks[i]);
  for (std::size_t i = 0; i < sums.escorts.size(); ++i)
    parts["fleet:" + model.fleets[market.escorts()[i].fleet()].key] += static_cast<double>(sums.escorts[i]);
  return parts;
}

}  // namespace

std::vector<std::pair<std::string, std::int64_t>> certificate_shares(const Model& model,
                                                                     const Certificate& certificate) {
  if (certificate.format == 0) return {{certificate.lots.empty() ? "" : certificate.lots[0], 1000}};
  CutFigures figures(model, certificate.no_closure_before);
  add_claims(model, certificate, figures);
  const Parts parts = certificate.format == 1 ? cut_parts(model, certificate, figures)
                                              : price_parts(model, certificate, figures);
  double sum = 0;
  for (const auto& [id, part] : parts) sum += part;
  std::vector<std::pair<std::string, std::int64_t>> shares;
  for (const auto& [id, part] : parts)
    if (part > 0) shares.emplace_back(id, std::llround(1000 * part / sum));
  std::stable_sort(shares.begin(), shares.end(),
                   [](const auto& a, const auto& b) { return a.second > b.second; });
  return shares;
}

namespace {

std::string sentence_of(const Model& model, const Certificate& certificate) {
  if (certificate.format == 2) return price_sentence(model, certificate);
  if (certificate.format == 0) return path_sentence(model, certificate);
  const Story story(model, certificate);
  const Time end = certificate.no_closure_before;
  if (!story.known())
    return fmt::format("What {} lots need together of {} resources is more than there is until {}.",
                       certificate.lots.size(), certificate.resources.size(), story.when(end));
  const CertificateResource& row = certificate.resources.front();
  if (story.resource().kind == CutResource::Kind::fleet) return fleet_sentence(story, end);
  if (story.resource().kind == CutResource::Kind::service) return service_sentence(model, story, row, end);
  if (story.resource().kind == CutResource::Kind::stand) return stand_sentence(story, row, end);
  return other_sentence(story, row, end);
}

}  // namespace

std::string certificate_sentence(const Model& model, const Certificate& certificate) {
  const std::string sentence = sentence_of(model, certificate);
  if (!certificate.given) return sentence;
  return fmt::format("Besides what has left, or has orders to leave, before {}: {}",
                     check::local_text(model, certificate.given->until), sentence);
}

bool proves_no_way(const Model& model, const Certificate& certificate) {
  const auto story = path_story(model, certificate);
  return story && (story->no_way_out || story->no_way_there());
}

namespace {

std::string later_deadline(const Model& model, Time bound) {
  return fmt::format("The deadline {} h later, at {} at the earliest.",
                     divide_up(bound - model.deadline, kHour), check::local_text(model, bound));
}

std::vector<std::string> mends_of_path(const Model& model, const Certificate& certificate) {
  const std::string key = certificate.lots.empty() ? "" : certificate.lots[0];
  const auto story = path_story(model, certificate);
  if (story && story->no_way_out)
    return {fmt::format("A road for {} from {}.", key, model.places[story->place].name)};
  if (story && story->no_way_there())
    return {fmt::format("A way for {} from {} to {}, or another destination.", key,
                        model.places[story->place].name, model.places[story->destination].name)};
  const std::string earlier = fmt::format("{} ready as much earlier.", key);
  if (story && story->stranded)
    return {
        fmt::format("{} due at {} {} h later, at {} at the earliest (its own date and the final deadline).",
                    key, model.places[story->destination].name, divide_up(story->arrival - story->due, kHour),
                    check::local_text(model, story->arrival)),
        earlier};
  return {later_deadline(model, certificate.no_closure_before), earlier};
}

}  // namespace

std::vector<std::string> mends(const Model& model, const Certificate& certificate) {
  const Time bound = certificate.no_closure_before;
  if (bound <= model.deadline) return {};
  std::vector<std::string> found;
  if (certificate.format == 0) return mends_of_path(model, certificate);
  found.push_back(later_deadline(model, bound));
  if (certificate.format == 2) return found;
  Certificate at_deadline = certificate;
  at_deadline.no_closure_before = model.deadline + 1;
  for (CertificateResource& row : at_deadline.resources) {
    if (row.until == bound) row.until = model.deadline + 1;
    row.until = std::max(row.from + 1, row.until - std::max<Duration>(0, row.until - model.deadline - 1));
  }
  const Story story(model, at_deadline);
  if (!story.known() || story.short_of() == 0 || story.percent() > kBeyondMending) return found;
  const CutResource& resource = story.resource();
  if (resource.kind == CutResource::Kind::fleet)
    found.push_back(fmt::format("{}: {}.", story.fleet_names(), story.more_trucks()));
  if (resource.kind == CutResource::Kind::service) {
    const Service& service = model.services[resource.service];
    found.push_back(fmt::format("{}: {} vehicles an hour and lane instead of {}.", service.name,
                                story.instead_of(service.rate_per_hour), service.rate_per_hour));
    found.push_back(fmt::format("{}: {} lanes instead of {}.", service.name, story.instead_of(service.lanes),
                                service.lanes));
  }
  if (resource.kind == CutResource::Kind::stand)
    found.push_back(fmt::format("{}: room for {} vehicles instead of {}, or openings by day.",
                                story.place_names(), grouped(story.instead_of(story.spaces())),
                                grouped(story.spaces())));
  if (resource.kind == CutResource::Kind::link) {
    const Link& link = model.links[resource.direction.link];
    found.push_back(fmt::format("{}: {} lanes instead of {}, or longer openings.", link.key,
                                story.instead_of(link.lanes), link.lanes));
  }
  found.push_back(fmt::format("{} things fewer that must leave.", grouped(story.things_missing())));
  return found;
}

}  // namespace homeward
