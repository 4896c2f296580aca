// SPDX-License-Identifier: Apache-2.0
//
// What fleets, airfields and ports can pass (F15 to F17). Needs are rounded up, capacities down.
//
// Planning manuals print standard figures for MOG and ground time; RAND MR-700 advises against them: compute
// them from servicing, fuelling and loading resources. So nothing here has a default.
#pragma once

#include <cstdint>

#include "base/result.h"
#include "base/time.h"

namespace homeward::march {

struct TruckNeed {
  std::int64_t load_kg = 0;
  std::int64_t payload_kg = 0;             ///< of one truck
  Duration turnaround_s = 0;               ///< load, drive, unload, come back
  Duration operating_s = 0;                ///< time in which the load must move
  std::int64_t availability_permille = 0;  ///< trucks fit for work, 1 to 1,000
};

/// F15: trucks = ⌈load · turnaround / (payload · operating time · availability)⌉.
Result<std::int64_t> trucks_needed(const TruckNeed& need);

struct Airfield {
  std::int64_t mog = 0;  ///< aircraft on the ground that can be parked (or worked on) at once
  Duration operating_s = 0;
  Duration ground_time_s = 0;
  std::int64_t payload_kg = 0;           ///< of one aircraft
  std::int64_t efficiency_permille = 0;  ///< queuing efficiency; AFPAM 10-1403 uses 850
};

struct AirfieldFigures {
  std::int64_t aircraft = 0;       ///< whole aircraft turned round in the operating time
  std::int64_t throughput_kg = 0;  ///< F16 as published: the fraction of an aircraft is not cut off
};

/// F16: throughput = MOG · operating time / ground time · payload · efficiency.
Result<AirfieldFigures> airfield_throughput(const Airfield& airfield);

enum class PortStage { reception, discharge, clearance };

struct Port {
  std::int64_t reception_per_day = 0;
  std::int64_t discharge_per_day = 0;
  std::int64_t clearance_per_day = 0;
};

struct PortFigures {
  std::int64_t capacity_per_day = 0;
  PortStage limited_by = PortStage::reception;  ///< the first of the smallest
};

/// F17: capacity = min(reception, discharge, clearance), all in the same unit of the caller.
Result<PortFigures> port_capacity(const Port& port);

}  // namespace homeward::march
