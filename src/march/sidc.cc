// SPDX-License-Identifier: Apache-2.0
#include "march/sidc.h"

#include <algorithm>
#include <array>
#include <span>
#include <utility>

#include "march/range.h"

namespace homeward::march {
namespace {

using Name = std::pair<int, const char*>;

constexpr std::array kContexts{Name{0, "reality"}, Name{1, "exercise"}, Name{2, "simulation"}};
constexpr std::array kIdentities{Name{0, "pending"}, Name{1, "unknown"}, Name{2, "assumed friend"},
                                 Name{3, "friend"},  Name{4, "neutral"}, Name{5, "suspect"},
                                 Name{6, "hostile"}};
constexpr std::array kSymbolSets{Name{1, "air"},
                                 Name{2, "air missile"},
                                 Name{5, "space"},
                                 Name{10, "land unit"},
                                 Name{11, "land civilian"},
                                 Name{15, "land equipment"},
                                 Name{20, "land installation"},
                                 Name{25, "control measure"},
                                 Name{30, "sea surface"},
                                 Name{35, "sea subsurface"},
                                 Name{40, "activity"}};
constexpr std::array kEchelons{
    Name{0, "none"},        Name{11, "team or crew"}, Name{12, "squad"},     Name{13, "section"},
    Name{14, "platoon"},    Name{15, "company"},      Name{16, "battalion"}, Name{17, "regiment or group"},
    Name{18, "brigade"},    Name{21, "division"},     Name{22, "corps"},     Name{23, "army"},
    Name{24, "army group"}, Name{25, "region"},       Name{26, "command"}};

std::string name_in(std::span<const Name> names, int code) {
  const auto found =
      std::find_if(names.begin(), names.end(), [code](const Name& name) { return name.first == code; });
  return found == names.end() ? "code " + std::to_string(code) : found->second;
}

int number_at(std::string_view digits, std::size_t first, std::size_t count) {
  int value = 0;
  for (const char c : digits.substr(first, count)) value = value * 10 + (c - '0');
  return value;
}

std::string padded(int value, std::size_t count) {
  std::string text = std::to_string(value);
  text.insert(0, count - std::min(count, text.size()), '0');
  return text;
}

}  // namespace

Result<Sidc> parse_sidc(std::string_view text) {
  if (text.size() == 15)
    return problem_of("sidc", "\"" + std::string(text) + "\" is a 15-letter code of an older edition.",
                      "Convert it to 20 digits; some old symbols have no counterpart.");
  const bool digits = std::all_of(text.begin(), text.end(), [](char c) { return c >= '0' && c <= '9'; });
  if (!digits || (text.size() != 20 && text.size() != 30))
    return problem_of("sidc", "\"" + std::string(text) + "\" is no symbol identification code.",
                      "Give 20 or 30 digits.");
  Sidc sidc;
  sidc.version = number_at(text, 0, 2);
  sidc.context = number_at(text, 2, 1);
  sidc.standard_identity = number_at(text, 3, 1);
  sidc.symbol_set = number_at(text, 4, 2);
  sidc.status = number_at(text, 6, 1);
  sidc.hq_tf_dummy = number_at(text, 7, 1);
  sidc.echelon = number_at(text, 8, 2);
  sidc.entity = std::string(text.substr(10, 6));
  sidc.modifier_1 = number_at(text, 16, 2);
  sidc.modifier_2 = number_at(text, 18, 2);
  sidc.extension = std::string(text.substr(20));
  Ranges ranges;
  ranges.within("context", sidc.context, 0, 2);
  ranges.within("standard_identity", sidc.standard_identity, 0, 6);
  if (!ranges.ok()) return ranges.take();
  return sidc;
}

std::string format_sidc(const Sidc& sidc) {
  return padded(sidc.version, 2) + padded(sidc.context, 1) + padded(sidc.standard_identity, 1) +
         padded(sidc.symbol_set, 2) + padded(sidc.status, 1) + padded(sidc.hq_tf_dummy, 1) +
         padded(sidc.echelon, 2) + sidc.entity + padded(sidc.modifier_1, 2) + padded(sidc.modifier_2, 2) +
         sidc.extension;
}

std::string context_name(const Sidc& sidc) { return name_in(kContexts, sidc.context); }
std::string standard_identity_name(const Sidc& sidc) { return name_in(kIdentities, sidc.standard_identity); }
std::string symbol_set_name(const Sidc& sidc) { return name_in(kSymbolSets, sidc.symbol_set); }
std::string echelon_name(const Sidc& sidc) { return name_in(kEchelons, sidc.echelon); }

}  // namespace homeward::march
