// SPDX-License-Identifier: Apache-2.0
//
// Worlds for tests of certificates: a base, and a camp behind the border an hour's drive (3600 s) away. A
// vehicle passes in 10 s, columns of up to 40 vehicles keep 900 s apart.
#pragma once

#include "check/build.h"
#include "check/check_certificate.h"

namespace homeward::testing {

/// Of forms 0 and 1.
struct Gate : World {
  PlaceId vbc = base("VBC"), kha = camp("KHA");
  LinkId south = road(vbc, kha);
  UnitId soldiers = unit("S", vbc, 0, kha);
  Certificate certificate;

  void claim(const std::string& key) { certificate.lots.push_back(key); }
  void resource(const std::string& id, Time until, Time from = kStart) {
    certificate.resources.push_back({id, 1, from, until});
  }
  bool holds(Time end) {
    certificate.no_closure_before = end;
    return check_certificate(model, certificate).holds;
  }
  /// The use goes up to the end.
  bool holds_until(Time end) {
    for (CertificateResource& row : certificate.resources) row.until = end;
    return holds(end);
  }
  CertificateVerdict verdict(Time end) {
    certificate.no_closure_before = end;
    return check_certificate(model, certificate);
  }
};

/// Of form 2.
struct PricedGate : World {
  PlaceId vbc = base("VBC"), kha = camp("KHA");
  LinkId south = road(vbc, kha);
  UnitId soldiers = unit("S", vbc, 0, kha);
  Certificate certificate;

  PricedGate() {
    certificate.format = 2;
    certificate.step_s = 10;
  }
  void claim(const std::string& key, std::int64_t reward) {
    certificate.lots.push_back(key);
    certificate.rewards.push_back(reward);
  }
  void price(const std::string& id, std::int64_t price, Time from = kStart, Time until = kStart) {
    certificate.resources.push_back({id, price, from, until});
  }
  CertificateVerdict verdict(Time end) {
    certificate.no_closure_before = end;
    return check_certificate(model, certificate);
  }
  bool holds(Time end) { return verdict(end).holds; }
  /// The last row ends `before` seconds before the bound.
  bool holds_until(Time end, Duration before = 0) {
    certificate.resources.back().until = end - before;
    return holds(end);
  }
};

/// A truck outside: 3610 s there, 3610 s back, 3600 s of turning. The third load is out after 28860 s.
struct PricedHaul : PricedGate {
  FleetId trucks = fleet("trucks", truck, FleetKind::truck, kha, 1);
  PricedHaul() {
    lot("L", soldiers, container, 6, kha);
    model.fleets[trucks].turn_s = 3600;
    claim("L", 1000);
  }
};

}  // namespace homeward::testing
