// SPDX-License-Identifier: Apache-2.0
//
// What one march column takes of the road: time gaps, extra time, pass time, road space (F3 to F6).
// Sources: the formulas of the movement control manuals (FM 55-10 appendix E, ATP 4-16), quoted from memory
// and not yet from the page; the form without gaps is checked against ST 100-3, chapter 8.
#pragma once

#include <cstdint>

#include "base/result.h"
#include "base/time.h"
#include "march/density.h"

namespace homeward::march {

/// March units are counted over the whole column; each serial holds at least one.
struct MarchOrder {
  std::int64_t march_units = 1;
  std::int64_t serials = 1;
  Duration march_unit_gap_s = 0;  ///< tail of one march unit to head of the next, inside a serial
  Duration serial_gap_s = 0;      ///< tail of one serial to head of the next; not below the march unit gap
};

/// F3: TG = (U − 1)·g_u + (S − 1)·(g_s − g_u), seconds. Problems when U < S, S < 1 or g_s < g_u with S > 1.
Result<Duration> time_gaps(const MarchOrder& order);

/// F5: extra time allowance in seconds: one minute for every 25 vehicles or part of it, two minutes for every
/// 25 vehicles or part of it above 600. 1 to 1,000,000 vehicles.
Result<Duration> extal(std::int64_t vehicles);

struct Column {
  std::int64_t vehicles = 0;
  Density density;
  std::int64_t march_rate_m_per_h = 0;  ///< distance made good in the hour, short halts included
  MarchOrder order;
  Duration extal_s = 0;  ///< 0: none allowed
};

struct ColumnFigures {
  Duration time_gaps_s = 0;
  Duration pass_time_s = 0;       ///< head to tail past one point, rounded up
  std::int64_t road_space_m = 0;  ///< head to tail on the road, rounded up
};

/// F4: pass time = 60·N/(k·V) + TG + EXTAL; F6: road space = N/k + TG·V/60, each term rounded up once.
/// 1 to 1,000,000 vehicles, march rate 1 m/h to 1,000 km/h; all Problems are reported together.
Result<ColumnFigures> column_figures(const Column& column);

}  // namespace homeward::march
