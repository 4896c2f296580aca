// SPDX-License-Identifier: Apache-2.0
//
// Many short texts in few pieces of memory.
#pragma once

#include <cstddef>
#include <deque>
#include <string>
#include <string_view>

namespace homeward::scenario {

/// What keep() gives back lives as long as the arena, also after a move. Movable, not copyable.
class TextArena {
 public:
  TextArena() = default;
  TextArena(TextArena&&) = default;
  TextArena& operator=(TextArena&&) = default;

  std::string_view keep(std::string_view text) {
    if (pieces_.empty() || pieces_.back().capacity() - pieces_.back().size() < text.size()) {
      pieces_.emplace_back();
      pieces_.back().reserve(text.size() > kPiece ? text.size() : kPiece);
    }
    std::string& piece = pieces_.back();
    const std::size_t at = piece.size();
    piece += text;
    return std::string_view(piece).substr(at);
  }

 private:
  static constexpr std::size_t kPiece = 16 << 10;
  std::deque<std::string> pieces_;  ///< none ever grows beyond what it reserved
};

}  // namespace homeward::scenario
