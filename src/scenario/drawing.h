// SPDX-License-Identifier: Apache-2.0
//
// Inner parts of draw_scenario: words of a statement and the model that grows from them.
#pragma once

#include <cstdint>
#include <set>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "model/model.h"
#include "scenario/other_march.h"

namespace homeward::scenario {

/// Reads one statement from left to right; what does not fit ends the run.
class Words {
 public:
  explicit Words(std::string_view statement) : statement_{statement}, rest_{statement} {}
  bool empty();
  bool take(std::string_view word);  ///< a whole word or a sign, if it is next
  void need(std::string_view word);
  std::string name();       ///< letters, digits, _ and .
  std::string link_name();  ///< also -
  std::int64_t number();
  Duration duration();  ///< 90s, 30min, 2h, 3d
  [[noreturn]] void fail(std::string_view why) const;

 private:
  void skip_blanks();
  std::string run(std::string_view more);
  std::string_view statement_;
  std::string_view rest_;
};

class Drawing {
 public:
  Drawing();
  void draw(std::string_view statement);
  Model finish();

 private:
  void draw_network(Words& words);
  void draw_units(Words& words);
  void draw_fleet(Words& words, FleetKind kind);
  void draw_service(Words& words);
  void draw_window(Words& words, WindowEffect effect);
  void draw_reduction(Words& words);
  void draw_garrison(Words& words);
  void draw_aircraft(Words& words);
  void draw_ship(Words& words);
  void draw_others(Words& words);
  PlaceId place(const std::string& key);
  void set_place(Words& words, PlaceId id);
  void draw_link(Words& words, PlaceId from, Link& link);
  void add_lot(const Unit& unit, UnitId id, std::string_view suffix, ItemTypeId type, std::int64_t count);
  ItemTypeId add_type(ItemType type);

  Model model_;
  ItemTypeId car_, box_, lorry_, bus_, escort_;
  CategoryId people_, crew_;
  std::set<PlaceId> outside_;
  std::set<PlaceId> inside_;
  std::vector<std::pair<OtherRow, Time>> others_;  ///< marched when zones and services are known
};

}  // namespace homeward::scenario
