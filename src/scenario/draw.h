// SPDX-License-Identifier: Apache-2.0
//
// Scenarios drawn as text, for tests: no files, no keys to invent, everything plentiful unless the drawing
// says so.
//
//   const Model model = draw_scenario("depot -30min- bridge(exclusive) -30min- port; 1st, 2nd: depot to
//   port");
//
// One statement a line, or with ; between; # begins a comment.
//
//   depot -30min- bridge(exclusive, parking 0) -12km alternating, lanes 2- port
//       Places and links. A place is made when it is first named: letters, digits, _ and . only. In brackets:
//       exclusive, rest, no_rest, closes, outside, inside, home, parking N, beds N, mog N, berths N.
//       A link has a length (12km) or a travel time at 40 km/h (30min, 2h) and then, with commas: one_way,
//       two_way, alternating, exclusive, escort, permission, lanes N, mlc N, speed N (km/h), gap N (minutes).
//   1st, 2nd: depot to port, 20 people, 5 cars, 12 boxes, ready 2h, due 10h, priority 3, last_out, stays
//       Units, all alike. Without figures: 10 people, 5 cars (self-propelled, crew 1, 4 seats), no boxes.
//       Lots are named 1st.cars and 1st.boxes. A box rides on a lorry.
//   lorries hauler: 20 at depot, 5 at port          also: buses NAME: …, escorts NAME: …
//   service post at bridge: passing, 60/h, 2 lanes  also: leaving, entering, loading, unloading, things, team
//   others supply: 12 over depot bridge port at 2h  other traffic: so many cars, once; places in order
//   closed bridge: 2h to 4h              a place, a link (depot-bridge), a service or the zone
//   granted depot-bridge: 2h to 4h
//   reduced post by 1: 2h to 4h          lanes of a service, or parking spaces of a place
//   garrison depot: 5
//   aircraft jet: 2 at strip, 100 seats, 3h to home
//   ship ferry: port to home, 2d, 50 vehicles, 80 containers
//   deadline 10d
//
// Defaults: the start is 0, times count from it, the clock is UTC; deadline 10d. One zone, "zone": every
// place is in it, except destinations of units and ships, places that are outside, and home. Parking and beds
// 1000 everywhere (home too), rest everywhere, no services, no windows. Links: 40 km/h, mlc 100, 5 m high, 4
// m wide, key depot-bridge. Cars are 10 m long, lorries 15 m (crew 1, 2 seats), buses 12 m (crew 1, 41
// seats), escorts 6 m (crew 2, 4 seats). Aircraft need an hour on the ground, fly twice a day and have 10
// positions at their base; a ship loads a day at 1 berth. The rules have the values of struct Rules. What the
// language cannot say, the test sets in the Model afterwards.
#pragma once

#include <string_view>

#include "model/model.h"

namespace homeward {

/// A drawing that cannot be read is a bug of the test: it ends the run and names the statement.
Model draw_scenario(std::string_view text);

}  // namespace homeward
