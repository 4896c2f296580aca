// SPDX-License-Identifier: Apache-2.0
#include "planner/exact/inflate.h"

#include <array>
#include <cstdint>
#include <span>
#include <vector>

namespace homeward::exact {
namespace {

constexpr std::size_t kLongestCode = 15;
constexpr std::array<std::uint16_t, 29> kLengthBase{3,  4,  5,  6,   7,   8,   9,   10,  11, 13,
                                                    15, 17, 19, 23,  27,  31,  35,  43,  51, 59,
                                                    67, 83, 99, 115, 131, 163, 195, 227, 258};
constexpr std::array<std::uint8_t, 29> kLengthBits{0, 0, 0, 0, 0, 0, 0, 0, 1, 1, 1, 1, 2, 2, 2,
                                                   2, 3, 3, 3, 3, 4, 4, 4, 4, 5, 5, 5, 5, 0};
constexpr std::array<std::uint16_t, 30> kDistanceBase{
    1,   2,   3,   4,   5,   7,    9,    13,   17,   25,   33,   49,   65,    97,    129,
    193, 257, 385, 513, 769, 1025, 1537, 2049, 3073, 4097, 6145, 8193, 12289, 16385, 24577};
constexpr std::array<std::uint8_t, 30> kDistanceBits{0, 0, 0, 0, 1, 1, 2, 2,  3,  3,  4,  4,  5,  5,  6,
                                                     6, 7, 7, 8, 8, 9, 9, 10, 10, 11, 11, 12, 12, 13, 13};
constexpr std::array<std::uint8_t, 19> kOrderOfLengths{16, 17, 18, 0, 8,  7, 9,  6, 10, 5,
                                                       11, 4,  12, 3, 13, 2, 14, 1, 15};

/// A canonical Huffman code: how many codes of each length, and the symbols in the order of their codes.
struct Code {
  std::array<std::uint16_t, kLongestCode + 1> counts{};
  std::vector<std::uint16_t> symbols;
};

/// Nothing when the lengths ask for more codes than there are.
std::optional<Code> code_of(std::span<const std::uint8_t> lengths) {
  Code code;
  for (const std::uint8_t length : lengths) ++code.counts[length];
  code.counts[0] = 0;
  int left = 1;
  std::array<std::uint16_t, kLongestCode + 2> first{};
  for (std::size_t length = 1; length <= kLongestCode; ++length) {
    left = 2 * left - code.counts[length];
    if (left < 0) return std::nullopt;
    first[length + 1] = static_cast<std::uint16_t>(first[length] + code.counts[length]);
  }
  code.symbols.resize(first[kLongestCode + 1]);
  for (std::size_t symbol = 0; symbol < lengths.size(); ++symbol)
    if (lengths[symbol] != 0) code.symbols[first[lengths[symbol]]++] = static_cast<std::uint16_t>(symbol);
  return code;
}

class Inflater {
 public:
  Inflater(std::string_view packed, std::size_t size_max) : packed_{packed}, size_max_{size_max} {}

  std::optional<std::string> run() {
    for (bool last = false; !last && good_;) {
      last = bits(1) == 1;
      const std::uint32_t kind = bits(2);
      good_ = good_ && (kind == 0 ? stored() : kind == 1 ? fixed() : kind == 2 && dynamic());
    }
    if (!good_) return std::nullopt;
    return std::move(out_);
  }

 private:
  /// The next bits, lowest first; sets good_ to false at the end of the stream.
  std::uint32_t bits(std::size_t count) {
    while (held_ < count) {
      if (at_ == packed_.size()) {
        good_ = false;
        return 0;
      }
      buffer_ |= std::uint32_t{static_cast<unsigned char>(packed_[at_++])} << held_;
      held_ += 8;
    }
    const std::uint32_t value = buffer_ & ((std::uint32_t{1} << count) - 1);
    buffer_ >>= count;
    held_ -= count;
    return value;
  }

  std::size_t symbol(const Code& code) {
    int value = 0;
    int first = 0;
    int index = 0;
    for (std::size_t length = 1; length <= kLongestCode && good_; ++length) {
      value |= static_cast<int>(bits(1));
      const int count = code.counts[length];
      if (value - count < first) return code.symbols[static_cast<std::size_t>(index + (value - first))];
      index += count;
      first = (first + count) << 1;
      value <<= 1;
    }
    good_ = false;
    return 0;
  }

  bool stored() {
    buffer_ = 0;
    held_ = 0;
    const std::uint32_t length = bits(16);
    const std::uint32_t complement = bits(16);
    if (!good_ || (length ^ complement) != 0xFFFFU || at_ + length > packed_.size()) return false;
    if (out_.size() + length > size_max_) return false;
    out_.append(packed_.substr(at_, length));
    at_ += length;
    return true;
  }

  bool fixed() {
    std::array<std::uint8_t, 288> lengths{};
    for (std::size_t i = 0; i < lengths.size(); ++i)
      lengths[i] = static_cast<std::uint8_t>(i < 144 ? 8 : i < 256 ? 9 : i < 280 ? 7 : 8);
    const std::array<std::uint8_t, 30> distances = [] {
      std::array<std::uint8_t, 30> five{};
      five.fill(5);
      return five;
    }();
    return block(*code_of(lengths), *code_of(distances));
  }

  bool dynamic() {
    const std::size_t literals = 257 + bits(5);
    const std::size_t distances = 1 + bits(5);
    const std::size_t lengths_count = 4 + bits(4);
    if (!good_ || literals > 286 || distances > 30) return false;
    std::array<std::uint8_t, 19> of_lengths{};
    for (std::size_t i = 0; i < lengths_count; ++i)
      of_lengths[kOrderOfLengths[i]] = static_cast<std::uint8_t>(bits(3));
    const std::optional<Code> code = code_of(of_lengths);
    if (!code || !good_) return false;
    std::vector<std::uint8_t> lengths;
    while (lengths.size() < literals + distances && good_) add_length(symbol(*code), lengths);
    if (!good_ || lengths.size() != literals + distances || lengths[256] == 0) return false;
    const std::span<const std::uint8_t> all{lengths};
    const std::optional<Code> literal_code = code_of(all.first(literals));
    const std::optional<Code> distance_code = code_of(all.subspan(literals));
    return literal_code && distance_code && block(*literal_code, *distance_code);
  }

  /// A length itself, or a run of the last one or of zeros.
  void add_length(std::size_t symbol, std::vector<std::uint8_t>& lengths) {
    if (symbol < 16) return lengths.push_back(static_cast<std::uint8_t>(symbol));
    if (symbol == 16 && lengths.empty()) {
      good_ = false;
      return;
    }
    const std::uint8_t repeated = symbol == 16 ? lengths.back() : std::uint8_t{0};
    const std::size_t run = symbol == 16 ? 3 + bits(2) : symbol == 17 ? 3 + bits(3) : 11 + bits(7);
    lengths.insert(lengths.end(), run, repeated);
  }

  bool block(const Code& literals, const Code& distances) {
    while (good_) {
      const std::size_t one = symbol(literals);
      if (!good_ || one == 256) return good_;
      if (one < 256) {
        if (out_.size() == size_max_) return false;
        out_.push_back(static_cast<char>(one));
      } else if (!copy(one - 257, distances)) {
        return false;
      }
    }
    return false;
  }

  bool copy(std::size_t length_symbol, const Code& distances) {
    if (length_symbol >= kLengthBase.size()) return false;
    const std::size_t length = kLengthBase[length_symbol] + bits(kLengthBits[length_symbol]);
    const std::size_t distance_symbol = symbol(distances);
    if (!good_ || distance_symbol >= kDistanceBase.size()) return false;
    const std::size_t distance = kDistanceBase[distance_symbol] + bits(kDistanceBits[distance_symbol]);
    if (!good_ || distance > out_.size() || out_.size() + length > size_max_) return false;
    for (std::size_t i = 0; i < length; ++i) out_.push_back(out_[out_.size() - distance]);
    return true;
  }

  std::string_view packed_;
  std::size_t size_max_;
  std::size_t at_ = 0;
  std::uint32_t buffer_ = 0;
  std::size_t held_ = 0;
  bool good_ = true;
  std::string out_;
};

}  // namespace

std::optional<std::string> inflate(std::string_view packed, std::size_t size_max) {
  return Inflater{packed, size_max}.run();
}

}  // namespace homeward::exact
