// SPDX-License-Identifier: Apache-2.0
#include "planner/many/cut_programme.h"

#include <algorithm>
#include <map>
#include <set>

#include "planner/linear_programme.h"
#include "planner/many/flow_patterns.h"

namespace homeward::many {

namespace {

constexpr std::size_t kPeriods = 36;  ///< of the programme
constexpr int kRounds = 20;           ///< of looking for cuts
constexpr int kFirstCuts = 16;        ///< moments at which cuts are looked for before the first solution
constexpr Duration kClose = 60;       ///< the last moment is found to this precision
constexpr std::int64_t kIterations = 60'000;
constexpr Duration kShare = 50;      ///< so much of the time needed is added to it
constexpr Duration kShareOfFew = 4;  ///< if that is not enough
constexpr double kSpare = 1.0005;    ///< a cut that is passed by less than this is not worth a row

/// Columns of one base whose work is about equally long.
struct Kind {
  std::size_t base = 0;
  double work_s = 0;
  double count = 0;
};

struct Base {
  PlaceId place;
  Time first = 0;  ///< nobody of it arrives before
};

struct Cut {
  std::vector<std::size_t> inside;  ///< bases
  std::vector<Time> opens;          ///< by lane
};

}  // namespace

class CutProgramme::Programme {
 public:
  Programme(const Roads& roads, std::uint32_t group, std::size_t lengths, Duration share)
      : roads_{roads},
        group_{group},
        lengths_{lengths},
        share_{share},
        figures_{figures_of(roads, group)},
        cut_(roads, roads.traffic().goals[group], figures_.head_and_tail) {}
  bool solve(Budget& budget);
  std::vector<PacedWay> pace(const PaceOptions& options);
  std::vector<FlowWay> ways();
  std::vector<BaseArrivals> arrivals() const;
  const std::vector<Time>& borders() const { return borders_; }

 private:
  void find_kinds();
  void find_borders();
  void add_columns();
  bool add_cuts();
  bool add_if_broken(std::size_t cut);
  std::size_t cut_of(const IdVector<PlaceId, char>& reached);
  double capacity(const Cut& cut, std::size_t period) const;
  std::vector<FlowPattern> patterns_of(std::size_t from, std::size_t to);
  std::size_t most_like_last(const std::vector<std::vector<std::size_t>>& patterns,
                             const std::vector<char>& done) const;
  int column_of(std::size_t kind, std::size_t k) const { return static_cast<int>(kind * kPeriods + k); }
  int through(std::size_t base, std::size_t k) const {
    return static_cast<int>((kinds_.size() + base) * kPeriods + k);
  }

  const Roads& roads_;
  std::uint32_t group_;
  std::size_t lengths_;  ///< of work, told apart
  Duration share_;       ///< of the time that all need at least, which is added to it
  GroupFigures figures_;
  TimedCut cut_;
  std::vector<Base> bases_;
  std::map<PlaceId, std::size_t> base_at_;
  std::vector<Kind> kinds_;
  std::vector<Time> borders_;
  std::vector<Cut> cuts_;
  std::map<std::pair<std::vector<std::size_t>, std::vector<ArcId>>, std::size_t> known_;
  std::vector<char> has_rows_;  ///< by cut
  LinearProgramme programme_;
  LinearProgramme::Answer answer_;
  std::vector<double> late_s_;  ///< by base: work of blocks before that found no turn
  std::map<std::vector<ArcId>, std::size_t> way_of_;
  std::vector<std::size_t> last_;  ///< ways of the pattern before
};

void CutProgramme::Programme::find_kinds() {
  std::vector<std::pair<Duration, std::size_t>> jobs;
  for (const Traveller& column : roads_.traffic().columns) {
    const Duration way = (*roads_.table(group_))[column.from];
    if (column.goals != group_ || way >= kEndOfTime) continue;
    const auto [at, fresh] = base_at_.try_emplace(column.from, bases_.size());
    if (fresh) bases_.push_back({column.from, column.ready + way});
    bases_[at->second].first = std::min(bases_[at->second].first, column.ready + way);
    jobs.emplace_back(column.pass_s + figures_.gap_s, at->second);
  }
  std::sort(jobs.begin(), jobs.end());
  std::vector<Kind> kinds(bases_.size() * lengths_);
  for (std::size_t i = 0; i < jobs.size(); ++i) {
    Kind& kind = kinds[jobs[i].second * lengths_ + i * lengths_ / jobs.size()];
    kind.base = jobs[i].second;
    kind.work_s += static_cast<double>(jobs[i].first);
    kind.count += 1;
  }
  for (Kind& kind : kinds) {
    if (kind.count == 0) continue;
    kind.work_s /= kind.count;
    kinds_.push_back(kind);
  }
}

void CutProgramme::Programme::find_borders() {
  Time begin = kEndOfTime;
  for (const Base& base : bases_) begin = std::min(begin, base.first);
  const auto look = [&](Time until) {
    const auto& reached = cut_.find(figures_.supplies, until);
    if (!cut_.all_through()) cut_of(reached);
    return cut_.all_through();
  };
  Time low = figures_.first_all;
  Time high = low + figures_.work_s + 1;
  while (high - low > kClose) {
    const Time middle = low + (high - low) / 2;
    (look(middle) ? high : low) = middle;
  }
  high += (high - begin) / share_;
  const auto n = static_cast<Time>(kPeriods);
  for (Time k = 0; k <= n; ++k) borders_.push_back(begin + (high - begin) * k / n);
  for (Time i = 1; i < kFirstCuts; ++i) look(begin + (high - begin) * i / kFirstCuts);
}

void CutProgramme::Programme::add_columns() {
  for (const Kind& kind : kinds_)
    for (std::size_t k = 0; k < kPeriods; ++k) {
      const Time first = std::max(borders_[k], bases_[kind.base].first);
      const bool possible = borders_[k + 1] > first;
      programme_.add_column(static_cast<double>(first + borders_[k + 1]) / 2, 0, possible ? kind.count : 0);
    }
  for (std::size_t i = 0; i < bases_.size() * kPeriods; ++i) programme_.add_column(0);
  std::vector<LinearProgramme::Term> terms;
  for (std::size_t i = 0; i < kinds_.size(); ++i) {
    terms.clear();
    for (std::size_t k = 0; k < kPeriods; ++k) terms.push_back({column_of(i, k), 1});
    programme_.add_row(kinds_[i].count, kinds_[i].count, terms);
  }
  for (std::size_t b = 0; b < bases_.size(); ++b)
    for (std::size_t k = 0; k < kPeriods; ++k) {
      terms.assign(1, {through(b, k), -1});
      for (std::size_t i = 0; i < kinds_.size(); ++i)
        if (kinds_[i].base == b) terms.push_back({column_of(i, k), kinds_[i].work_s});
      programme_.add_row(0, 0, terms);
    }
}

std::size_t CutProgramme::Programme::cut_of(const IdVector<PlaceId, char>& reached) {
  Cut cut;
  std::vector<Supply> behind;
  for (std::size_t b = 0; b < bases_.size(); ++b) {
    if (!reached[bases_[b].place]) continue;
    cut.inside.push_back(b);
    behind.push_back({bases_[b].place, 1});
  }
  std::vector<ArcId> arcs;
  for (const ArcId arc : figures_.head_and_tail.ids())
    if (figures_.head_and_tail[arc] < kEndOfTime && reached[roads_.graph().from(arc)] &&
        !reached[roads_.graph().to(arc)])
      arcs.push_back(arc);
  const auto [at, fresh] = known_.try_emplace({cut.inside, arcs}, cuts_.size());
  if (!fresh) return at->second;
  const auto arrivals = arrivals_by_arc(roads_, group_, behind, figures_.ready_min);
  for (const ArcId arc : arcs) {
    const std::int64_t lanes = roads_.traffic().model.links[direction_of(arc).link].lanes;
    cut.opens.insert(cut.opens.end(), static_cast<std::size_t>(lanes), arrivals[arc]);
  }
  cuts_.push_back(std::move(cut));
  has_rows_.push_back(0);
  return cuts_.size() - 1;
}

double CutProgramme::Programme::capacity(const Cut& cut, std::size_t k) const {
  Duration sum = 0;
  for (const Time open : cut.opens) sum += std::max<Time>(0, borders_[k + 1] - std::max(open, borders_[k]));
  return static_cast<double>(sum);
}

bool CutProgramme::Programme::add_if_broken(std::size_t c) {
  if (has_rows_[c]) return false;
  const Cut& cut = cuts_[c];
  for (std::size_t k = 0; k < kPeriods && !has_rows_[c]; ++k) {
    double used = 0;
    for (const std::size_t b : cut.inside) used += answer_.values[static_cast<std::size_t>(through(b, k))];
    has_rows_[c] = used > capacity(cut, k) * kSpare + 1;
  }
  // One that is broken in one period is soon broken in others.
  for (std::size_t k = 0; k < kPeriods && has_rows_[c]; ++k) {
    std::vector<LinearProgramme::Term> terms;
    for (const std::size_t b : cut.inside) terms.push_back({through(b, k), 1});
    programme_.add_row(-LinearProgramme::kInfinity, capacity(cut, k), terms);
  }
  return has_rows_[c];
}

bool CutProgramme::Programme::add_cuts() {
  bool added = false;
  for (std::size_t c = 0; c < cuts_.size(); ++c) added = add_if_broken(c) || added;
  if (added) return true;
  std::vector<Supply> supplies;
  for (std::size_t k = 0; k < kPeriods; ++k) {
    supplies.clear();
    for (std::size_t b = 0; b < bases_.size(); ++b) {
      const double work_s = answer_.values[static_cast<std::size_t>(through(b, k))] / kSpare;
      if (work_s >= 1) supplies.push_back({bases_[b].place, static_cast<std::int64_t>(work_s)});
    }
    const auto& reached = cut_.find(supplies, Interval{borders_[k], borders_[k + 1]});
    if (!cut_.all_through()) added = add_if_broken(cut_of(reached)) || added;
  }
  return added;
}

std::vector<FlowPattern> CutProgramme::Programme::patterns_of(std::size_t from, std::size_t to) {
  std::vector<Supply> supplies;
  for (std::size_t b = 0; b < bases_.size(); ++b) {
    for (std::size_t k = from; k < to; ++k)
      late_s_[b] += std::max(0.0, answer_.values[static_cast<std::size_t>(through(b, k))]);
    if (late_s_[b] >= 1) supplies.push_back({bases_[b].place, static_cast<std::int64_t>(late_s_[b])});
  }
  cut_.find(supplies, Interval{borders_[from], borders_[to]});
  return cut_into_patterns(roads_.graph(), cut_.take_ways(), borders_[to] - borders_[from]);
}

std::size_t CutProgramme::Programme::most_like_last(const std::vector<std::vector<std::size_t>>& patterns,
                                                    const std::vector<char>& done) const {
  std::size_t best = patterns.size();
  std::ptrdiff_t most = -1;
  for (std::size_t i = 0; i < patterns.size(); ++i) {
    if (done[i]) continue;
    std::ptrdiff_t same = 0;
    for (const std::size_t way : patterns[i]) same += std::count(last_.begin(), last_.end(), way);
    if (same > most) best = i;
    most = std::max(most, same);
  }
  return best;
}

std::vector<PacedWay> CutProgramme::Programme::pace(const PaceOptions& options) {
  std::vector<PacedWay> paced;
  way_of_.clear();
  last_.clear();
  late_s_.assign(bases_.size(), 0);
  for (std::size_t block = 0; block < options.blocks; ++block) {
    const std::size_t from = block * kPeriods / options.blocks;
    const std::size_t to = (block + 1) * kPeriods / options.blocks;
    const auto patterns = patterns_of(from, to);
    std::vector<std::vector<std::size_t>> ways;
    for (const FlowPattern& pattern : patterns) {
      ways.emplace_back();
      for (const FlowWay& way : pattern.ways) {
        const auto [at, fresh] = way_of_.try_emplace(way.arcs, paced.size());
        if (fresh) paced.push_back({way.from, way.arcs, {}});
        ways.back().push_back(at->second);
      }
    }
    std::vector<char> done(patterns.size(), 0);
    Time at = borders_[from];
    for (std::size_t turn = 0; turn < patterns.size(); ++turn) {
      const std::size_t next = most_like_last(ways, done);
      const Duration length_s = patterns[next].length_s;
      done[next] = 1;
      if (length_s < options.pattern_min_s && block + 1 < options.blocks) continue;
      last_ = ways[next];
      for (const std::size_t way : last_) {
        paced[way].turns.push_back({at, length_s});
        late_s_[base_at_.at(paced[way].from)] -= static_cast<double>(length_s);
      }
      at += length_s;
    }
  }
  return paced;
}

std::vector<FlowWay> CutProgramme::Programme::ways() {
  std::vector<FlowWay> all;
  std::vector<Supply> supplies;
  for (std::size_t k = 0; k < kPeriods; ++k) {
    supplies.clear();
    for (std::size_t b = 0; b < bases_.size(); ++b) {
      const double work_s = answer_.values[static_cast<std::size_t>(through(b, k))];
      if (work_s >= 1) supplies.push_back({bases_[b].place, static_cast<std::int64_t>(work_s)});
    }
    cut_.find(supplies, Interval{borders_[k], borders_[k + 1]});
    for (FlowWay& way : cut_.take_ways()) all.push_back(std::move(way));
  }
  return all;
}

std::vector<BaseArrivals> CutProgramme::Programme::arrivals() const {
  std::vector<BaseArrivals> all;
  for (std::size_t b = 0; b < bases_.size(); ++b) {
    all.push_back({bases_[b].place, {}});
    for (std::size_t k = 0; k < kPeriods; ++k)
      all.back().work_s.push_back(std::max(0.0, answer_.values[static_cast<std::size_t>(through(b, k))]));
  }
  return all;
}

bool CutProgramme::Programme::solve(Budget& budget) {
  find_kinds();
  find_borders();
  add_columns();
  answer_ = programme_.solve(LinearProgramme::Sense::minimise, budget, kIterations);
  for (int round = 0; round < kRounds && answer_.status == LinearProgramme::Status::optimal; ++round) {
    if (!add_cuts()) break;
    answer_ = programme_.solve(LinearProgramme::Sense::minimise, budget, kIterations);
  }
  return answer_.status == LinearProgramme::Status::optimal;
}

CutProgramme::CutProgramme(const Roads& roads, std::uint32_t group, std::size_t lengths)
    : roads_{roads},
      group_{group},
      lengths_{lengths},
      programme_{std::make_unique<Programme>(roads, group, lengths, kShare)} {}
CutProgramme::~CutProgramme() = default;
bool CutProgramme::solve(Budget& budget) {
  if (programme_->solve(budget)) return true;
  // Far bases may need more time than all bases together do.
  programme_ = std::make_unique<Programme>(roads_, group_, lengths_, kShareOfFew);
  return programme_->solve(budget);
}
std::vector<PacedWay> CutProgramme::pace(const PaceOptions& options) { return programme_->pace(options); }
std::vector<FlowWay> CutProgramme::ways() { return programme_->ways(); }
std::vector<BaseArrivals> CutProgramme::arrivals() const { return programme_->arrivals(); }
const std::vector<Time>& CutProgramme::borders() const { return programme_->borders(); }

}  // namespace homeward::many
