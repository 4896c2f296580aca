// SPDX-License-Identifier: Apache-2.0
#include "planner/linear_programme.h"

#include <algorithm>
#include <chrono>
#include <coin/ClpSimplex.hpp>
#include <coin/CoinPackedMatrix.hpp>

namespace homeward {

namespace {
double bound_for_clp(double value) { return std::clamp(value, -COIN_DBL_MAX, COIN_DBL_MAX); }
}  // namespace

/// Columns and rows that Clp does not know yet are kept aside and handed over in one go.
struct LinearProgramme::State {
  ClpSimplex clp;
  int columns = 0, rows = 0;
  bool solved_before = false;
  bool columns_changed = false;
  std::vector<double> cost, low, high;       // all columns
  std::vector<double> row_low, row_high;     // rows not handed over
  std::vector<int> entry_row, entry_column;  // entries not handed over
  std::vector<double> entry;
  int columns_known = 0, rows_known = 0;

  void hand_over() {
    const int new_columns = columns - columns_known, new_rows = rows - rows_known;
    if (new_columns > 0) {
      // Entries of new columns in known rows go with the columns, all others with the rows.
      std::vector<CoinBigIndex> starts(static_cast<std::size_t>(new_columns) + 1, 0);
      const auto goes_with_column = [&](std::size_t i) {
        return entry_column[i] >= columns_known && entry_row[i] < rows_known;
      };
      for (std::size_t i = 0; i < entry.size(); ++i)
        if (goes_with_column(i)) ++starts[static_cast<std::size_t>(entry_column[i] - columns_known) + 1];
      for (std::size_t i = 1; i < starts.size(); ++i) starts[i] += starts[i - 1];
      std::vector<CoinBigIndex> next(starts.begin(), starts.end() - 1);
      std::vector<int> index(static_cast<std::size_t>(starts.back()) + 1);
      std::vector<double> value(index.size());
      for (std::size_t i = 0; i < entry.size(); ++i) {
        if (!goes_with_column(i)) continue;
        const auto at =
            static_cast<std::size_t>(next[static_cast<std::size_t>(entry_column[i] - columns_known)]++);
        index[at] = entry_row[i];
        value[at] = entry[i];
      }
      const auto first = static_cast<std::size_t>(columns_known);
      clp.addColumns(new_columns, low.data() + first, high.data() + first, cost.data() + first, starts.data(),
                     index.data(), value.data());
    }
    if (new_rows > 0) {
      std::vector<CoinBigIndex> starts(static_cast<std::size_t>(new_rows) + 1, 0);
      for (std::size_t i = 0; i < entry.size(); ++i)
        if (entry_row[i] >= rows_known) ++starts[static_cast<std::size_t>(entry_row[i] - rows_known) + 1];
      for (std::size_t i = 1; i < starts.size(); ++i) starts[i] += starts[i - 1];
      std::vector<CoinBigIndex> next(starts.begin(), starts.end() - 1);
      std::vector<int> index(static_cast<std::size_t>(starts.back()) + 1);
      std::vector<double> value(index.size());
      for (std::size_t i = 0; i < entry.size(); ++i) {
        if (entry_row[i] < rows_known) continue;
        const auto at = static_cast<std::size_t>(next[static_cast<std::size_t>(entry_row[i] - rows_known)]++);
        index[at] = entry_column[i];
        value[at] = entry[i];
      }
      clp.addRows(new_rows, row_low.data(), row_high.data(), starts.data(), index.data(), value.data());
    }
    columns_known = columns;
    rows_known = rows;
    row_low.clear();
    row_high.clear();
    entry.clear();
    entry_row.clear();
    entry_column.clear();
  }
};

LinearProgramme::LinearProgramme() : state_{std::make_unique<State>()} { state_->clp.setLogLevel(0); }
LinearProgramme::~LinearProgramme() = default;

int LinearProgramme::columns() const { return state_->columns; }
int LinearProgramme::rows() const { return state_->rows; }

int LinearProgramme::add_column(double cost, double low, double high) {
  return add_column_in_rows(cost, low, high, {});
}

int LinearProgramme::add_column_in_rows(double cost, double low, double high, const std::vector<Term>& rows) {
  State& s = *state_;
  s.cost.push_back(cost);
  s.low.push_back(bound_for_clp(low));
  s.high.push_back(bound_for_clp(high));
  for (const Term& term : rows) {
    s.entry_row.push_back(term.column);
    s.entry_column.push_back(s.columns);
    s.entry.push_back(term.factor);
  }
  s.columns_changed = true;
  return s.columns++;
}

int LinearProgramme::add_row(double low, double high, const std::vector<Term>& terms) {
  State& s = *state_;
  s.row_low.push_back(bound_for_clp(low));
  s.row_high.push_back(bound_for_clp(high));
  std::vector<Term> sum = terms;
  std::stable_sort(sum.begin(), sum.end(), [](const Term& a, const Term& b) { return a.column < b.column; });
  for (std::size_t i = 0; i < sum.size();) {
    const int column = sum[i].column;
    double factor = 0;
    for (; i < sum.size() && sum[i].column == column; ++i) factor += sum[i].factor;
    if (factor == 0) continue;
    s.entry_row.push_back(s.rows);
    s.entry_column.push_back(column);
    s.entry.push_back(factor);
  }
  return s.rows++;
}

void LinearProgramme::set_bounds(int column, double low, double high) {
  State& s = *state_;
  const auto i = static_cast<std::size_t>(column);
  s.low[i] = bound_for_clp(low);
  s.high[i] = bound_for_clp(high);
  if (column < s.columns_known) s.clp.setColumnBounds(column, s.low[i], s.high[i]);
}

void LinearProgramme::set_cost(int column, double cost) {
  State& s = *state_;
  s.cost[static_cast<std::size_t>(column)] = cost;
  s.columns_changed = true;
  if (column < s.columns_known) s.clp.setObjectiveCoefficient(column, cost);
}

LinearProgramme::Answer LinearProgramme::solve(Sense sense, Budget& budget, std::int64_t iterations_at_most,
                                               First how) {
  State& s = *state_;
  s.hand_over();
  Answer answer;
  if (budget.interrupted()) return answer;
  s.clp.setOptimizationDirection(sense == Sense::minimise ? 1 : -1);
  s.clp.setMaximumIterations(static_cast<int>(std::min<std::int64_t>(iterations_at_most, 1 << 30)));
  if (budget.wall_deadline() != Budget::Clock::time_point::max())
    s.clp.setMaximumWallSeconds(
        std::chrono::duration<double>(budget.wall_deadline() - Budget::Clock::now()).count());
  if (!s.solved_before) {
    ClpSolve first;
    first.setSolveType(how == First::primal ? ClpSolve::usePrimal : ClpSolve::useDual);
    first.setPresolveType(ClpSolve::presolveOn);
    first.setSpecialOption(2, 1);  // Clp takes Ctrl-C for itself otherwise, and the search would go on
    s.clp.initialSolve(first);
  } else if (s.columns_changed) {
    s.clp.primal();
  } else {
    s.clp.dual();
  }
  s.solved_before = true;
  s.columns_changed = false;
  answer.iterations = s.clp.numberIterations();
  budget.spend(answer.iterations * kWorkOfAnIteration);
  switch (s.clp.status()) {
    case 0:
      answer.status = Status::optimal;
      break;
    case 1:
      answer.status = Status::infeasible;
      return answer;
    case 2:
      answer.status = Status::unbounded;
      return answer;
    default:
      return answer;
  }
  answer.objective = s.clp.objectiveValue();
  const auto n = static_cast<std::size_t>(s.columns), m = static_cast<std::size_t>(s.rows);
  if (n > 0) {
    answer.values.assign(s.clp.primalColumnSolution(), s.clp.primalColumnSolution() + n);
    answer.reduced_costs.assign(s.clp.dualColumnSolution(), s.clp.dualColumnSolution() + n);
  }
  if (m > 0) answer.prices.assign(s.clp.dualRowSolution(), s.clp.dualRowSolution() + m);
  return answer;
}

}  // namespace homeward
