// SPDX-License-Identifier: Apache-2.0
//
// A linear programme, built row by row and column by column, solved by Clp (the only file that includes it is
// linear_programme.cc). Its answer steers and suggests; it proves nothing by itself: what is to count as a
// proof is made of whole numbers and goes through check_certificate (docs/mathematics.md).
//
// Deterministic: same programme, same limit of iterations, same answer, on any number of threads. Wall time
// is only a safety. Clp's dual simplex; barrier is not used (Debian's build has no good Cholesky factor).
#pragma once

#include <cstdint>
#include <limits>
#include <memory>
#include <vector>

#include "base/budget.h"

namespace homeward {

class LinearProgramme {
 public:
  static constexpr double kInfinity = std::numeric_limits<double>::infinity();
  /// What one iteration of the simplex spends of the budget.
  static constexpr std::int64_t kWorkOfAnIteration = 50;

  enum class Sense { minimise, maximise };
  enum class Status {
    optimal,
    infeasible,
    unbounded,
    stopped  ///< by the limit of iterations, the budget, or trouble with numbers: values are not usable
  };
  struct Answer {
    Status status = Status::stopped;
    double objective = 0;
    std::vector<double> values;         ///< by column
    std::vector<double> prices;         ///< by row: dual values, change of the objective per unit of the row
    std::vector<double> reduced_costs;  ///< by column
    std::int64_t iterations = 0;
  };

  LinearProgramme();
  ~LinearProgramme();
  LinearProgramme(const LinearProgramme&) = delete;
  LinearProgramme& operator=(const LinearProgramme&) = delete;

  struct Term {
    int column = 0;
    double factor = 0;
  };

  /// low ≤ value ≤ high; returns its number, counted from 0.
  int add_column(double cost, double low = 0, double high = kInfinity);
  /// low ≤ Σ factor · column ≤ high; terms of one column are added up. Returns its number, counted from 0.
  int add_row(double low, double high, const std::vector<Term>& terms);
  /// A column that stands in rows that exist already; `column` of each term is the number of the row.
  int add_column_in_rows(double cost, double low, double high, const std::vector<Term>& rows);
  void set_bounds(int column, double low, double high);
  void set_cost(int column, double cost);

  int columns() const;
  int rows() const;

  /// How the first solve begins. Primal is slower as a rule and does not get stuck where most columns of a
  /// flow over time are alike: the flow of iraq-2011-history takes 16,000 iterations, the dual gave up after
  /// 60,000.
  enum class First { dual, primal };

  /// Solves from where the last solve ended (dual simplex; primal when columns or costs changed since).
  /// Spends kWorkOfAnIteration for every iteration.
  Answer solve(Sense sense, Budget& budget, std::int64_t iterations_at_most, First how = First::dual);

 private:
  struct State;
  std::unique_ptr<State> state_;
};

}  // namespace homeward
