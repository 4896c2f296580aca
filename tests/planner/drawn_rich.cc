// SPDX-License-Identifier: Apache-2.0
//
// Scenarios with a little of everything: what nobody thought of together meets here.
#include <fmt/format.h>

#include <algorithm>
#include <array>

#include "planner/drawn.h"

namespace homeward {

namespace {

/// Draws one statement after another.
class Rich {
 public:
  explicit Rich(Rng& rng) : rng_{rng} {}

  std::string text() {
    bases_ = rng_.between(1, 3);
    flies_ = one_in(2);
    checked_ = one_in(4);
    roads();
    for (std::int64_t base = 0; base < bases_; ++base) units(base);
    lift();
    services();
    windows();
    add("deadline {}d", rng_.between(8, 20));
    return text_;
  }

 private:
  bool one_in(std::uint64_t n) { return rng_.chance(1, n); }
  template <class... Values>
  void add(fmt::format_string<Values...> form, Values&&... values) {
    text_ += fmt::format(form, std::forward<Values>(values)...) + ";";
  }

  std::string link() {
    const std::int64_t minutes = rng_.between(20, 240);
    std::string text = fmt::format("-{}min", minutes);
    if (one_in(4)) text += one_in(3) ? " exclusive" : " alternating";
    if (one_in(3)) text += " escort", escorted_ = true;
    if (one_in(5)) text += " lanes 2";
    if (one_in(8)) text += " mlc 60";
    return text + "- ";
  }
  std::string junction(const char* name) {
    const std::int64_t parking = one_in(3) && !checked_ ? 0 : rng_.between(30, 200);
    return fmt::format("{}(parking {}{}) ", name, parking, one_in(2) ? ", no_rest" : ", rest");
  }
  void roads() {
    closes_ = !one_in(4);
    std::string line = fmt::format("b0({}parking {}) ", closes_ ? "closes, " : "", rng_.between(60, 300));
    line += link();
    line += junction("f0");
    line += link();
    line += junction("f1");
    line += link();
    line += fmt::format("gate({}parking {}) ", one_in(2) ? "outside, " : "", rng_.between(40, 200));
    line += link();
    add("{}port(outside, berths 1)", line);
    if (bases_ > 1)
      add("b1(closes, parking {}) {}{}", rng_.between(60, 200), link(), one_in(2) ? "f0" : "f1");
    // A base on the way of others.
    if (bases_ > 2) {
      std::string way = fmt::format("f0 {}b2(parking {}) ", link(), rng_.between(60, 200));
      way += link();
      add("{}gate", way);
    }
    if (one_in(3)) add("f0 {}gate", link());
    if (flies_) add("strip(outside, mog {}) {}port", rng_.between(1, 4), link());
  }

  void units(std::int64_t base) {
    const std::int64_t count = rng_.between(1, 3);
    const bool closes = base == 1 || (base == 0 && closes_);
    for (std::int64_t i = 0; i < count; ++i) {
      const bool home = flies_ && one_in(3);
      const std::int64_t cars = home ? 0 : rng_.between(0, 14), people = cars + rng_.between(5, 60),
                         boxes = home ? 0 : rng_.between(0, 25);
      add("u{}{}: b{} to {}, {} people, {} cars, {} boxes, ready {}h{}{}", base, i, base,
          home ? "home" : "port", people, cars, boxes, one_in(2) ? 0 : rng_.between(1, 90),
          one_in(6) ? ", priority 2" : "", !closes && one_in(6) ? ", stays" : "");
    }
    if (!closes || one_in(3)) return;
    if (base == 0) guarded_ = true;
    const std::int64_t cars = rng_.between(0, 8);
    add("rear{}: b{} to port, {} people, {} cars, ready {}h, last_out", base, base,
        cars + rng_.between(2, 30), cars, one_in(2) ? 0 : rng_.between(1, 120));
  }
  void lift() {
    const std::int64_t at_port = rng_.between(2, 25), at_base = rng_.between(0, 6);
    add("lorries haul: {} at port, {} at b0", at_port, at_base);
    const std::int64_t coaches = rng_.between(1, 4);
    add("buses coach: {} at {}", coaches, one_in(2) ? "port" : "b0");
    if (escorted_) add("escorts guard: {} at {}", rng_.between(4, 14), one_in(2) ? "gate" : "port");
    const std::int64_t jets = rng_.between(1, 3);
    if (flies_) add("aircraft jet: {} at strip, {} seats, 3h to home", jets, rng_.between(20, 120));
    if (one_in(4))
      add("ship ferry: port to overseas, 2d, {} vehicles, 200 containers", rng_.between(40, 120));
  }

  void services() {
    if (one_in(2)) add("service ramp at b0: loading, {}/h, 1 lanes", rng_.between(3, 20));
    if (bases_ > 1 && one_in(2))
      add("service ramp1 at b1: loading, {}/h, 1 lanes, team u10 {}", rng_.between(3, 20),
          rng_.between(2, 5));
    if (one_in(2)) {
      const std::int64_t rate = rng_.between(6, 60);
      add("service post at gate: leaving, {}/h, {} lanes", rate, rng_.between(1, 3));
      post_ = true;
    }
    if (checked_) add("service check at f0: passing, {}/h, 2 lanes", rng_.between(20, 90));
    if (guarded_ && one_in(2)) add("garrison b0: {}", rng_.between(1, 5));
  }

  void windows() {
    static constexpr std::array kTargets{"b0-f0", "f0-f1", "f1-gate", "gate-port", "f0", "gate", "zone"};
    for (std::int64_t i = rng_.between(0, 5); i > 0; --i) {
      const std::int64_t from = rng_.between(0, 200);
      add("closed {}: {}h to {}h", kTargets[rng_.below(kTargets.size())], from, from + rng_.between(1, 30));
    }
    if (post_ && one_in(2)) add("closed post: {}h to 60h", rng_.between(1, 59));
    const bool supplied = one_in(4);  // others need what a window would take away
    if (post_ && !supplied && one_in(2)) add("reduced post by 1: {}h to 90h", rng_.between(1, 80));
    if (!supplied && one_in(4)) add("reduced gate by {}: 10h to 60h", rng_.between(1, 40));
    if (supplied) add("others supply: {} over f1 gate at {}h", rng_.between(1, 12), rng_.between(1, 60));
  }

  Rng& rng_;
  std::string text_;
  std::int64_t bases_ = 1;
  bool closes_ = true, checked_ = false, guarded_ = false, flies_ = false, escorted_ = false, post_ = false;
};

}  // namespace

std::string draw_rich(Rng& rng) { return Rich(rng).text(); }

}  // namespace homeward
