// SPDX-License-Identifier: Apache-2.0
//
// Which people a force level counts where no category is named: report, simulation and history tell of the
// same ones.
#pragma once

#include "model/model.h"

namespace homeward {

/// "military" where it has people in the zone at the start, else the first category that has; the first of
/// all where none has.
inline CategoryId force_level_category(const Model& model) {
  CategoryId found;
  bool any = false;
  for (const CategoryId category : model.categories.ids()) {
    bool there = false;
    for (const Unit& unit : model.units)
      there =
          there || (unit.people.contains(category) && unit.people[category] > 0 && model.in_zone(unit.place));
    if (!there) continue;
    if (model.categories[category].key == "military") return category;
    if (!any) found = category;
    any = true;
  }
  return found;
}

}  // namespace homeward
