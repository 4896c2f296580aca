// SPDX-License-Identifier: Apache-2.0
//
// Symbol identification codes of 20 or 30 digits (APP-6, MIL-STD-2525D and later), cut into their fields.
// The 15-letter codes of older editions are recognised and refused: their conversion is not always
// possible and is not guessed here.
#pragma once

#include <string>
#include <string_view>

#include "base/result.h"

namespace homeward::march {

struct Sidc {
  int version = 0;            ///< digits 1–2
  int context = 0;            ///< 3: 0 reality, 1 exercise, 2 simulation
  int standard_identity = 0;  ///< 4: 3 is friend
  int symbol_set = 0;         ///< 5–6: 10 land unit, 30 sea surface
  int status = 0;             ///< 7: 0 present, 1 planned
  int hq_tf_dummy = 0;        ///< 8
  int echelon = 0;            ///< 9–10 (amplifier): 14 platoon
  std::string entity;         ///< 11–16: six digits, entity, type and subtype
  int modifier_1 = 0;         ///< 17–18
  int modifier_2 = 0;         ///< 19–20
  std::string extension;      ///< 21–30, empty in the short form
  friend bool operator==(const Sidc&, const Sidc&) = default;
};

/// Problems: wrong length, a letter, a context or standard identity that does not exist.
Result<Sidc> parse_sidc(std::string_view text);
/// The 20 or 30 digits again.
std::string format_sidc(const Sidc& sidc);

/// Words for the fields that people read; "code NN" where this table has none.
std::string context_name(const Sidc& sidc);
std::string standard_identity_name(const Sidc& sidc);
std::string symbol_set_name(const Sidc& sidc);
std::string echelon_name(const Sidc& sidc);

}  // namespace homeward::march
