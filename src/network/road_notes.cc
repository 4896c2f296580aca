// SPDX-License-Identifier: Apache-2.0
#include "network/road_notes.h"

#include <iterator>

namespace homeward::roads {
namespace {

constexpr std::size_t kExamples = 5;

constexpr std::array<const char*, kNoteCount> kTexts{
    "A weight limit cannot be read: the load class stays unknown",
    "A military load class cannot be read: it stays unknown",
    "A height limit cannot be read: the height stays unknown",
    "A width cannot be read: the width stays unknown",
    "A speed limit cannot be read: the speed of the class of road holds",
    "A one-way mark cannot be read: the road runs both ways",
    "A number of lanes cannot be read: one lane each way",
    "An unknown kind of surface: the speed is not lowered for it",
    "An unknown class of road: taken as 'road'",
    "A length cannot be read: measured from the positions",
    "A limit that holds only at times or for some is not applied",
    "A limit for axles is not applied: load classes know none",
    "A limit for one direction is applied to both",
    "Closed to motor vehicles: left out",
    "A ferry: left out; enter it by hand as a link with a service",
    "An area, not a line: left out",
    "Of a class that was not asked for: left out",
    "A point of the road is missing in the file: the road is cut there",
    "A road with fewer than two points: left out",
    "A position beyond the earth: the point is missing",
    "The same stretch twice: taken once",
    "A barrier that no vehicle passes: the road is cut there",
    "A limit at a point holds for the stretches that touch it",
    "A turn restriction is not applied: traffic control lets columns turn",
    "A feature that is no road",
    "A halt with no road near that leads to a place: left out",
    "A halt too small: left out",
    "Spaces of a halt are for cars: four make one for a lorry",
    "Spaces of a halt from its area: 150 square metres each",
    "Spaces of a halt are unknown: left out",
    "Outside the area that was asked for: left out",
    "The file holds no relations: it may have been cut off"};

}  // namespace

const char* text_of(Note note) { return kTexts[static_cast<std::size_t>(note)]; }

void Notes::tell(Note note, std::int64_t id, std::string detail) {
  Entry& entry = entries_[static_cast<std::size_t>(note)];
  ++entry.count;
  constexpr std::size_t kDetailBytes = 80;
  if (detail.size() > kDetailBytes) {  // never half a character of UTF-8
    std::size_t end = kDetailBytes;
    while (end > 0 && (static_cast<unsigned char>(detail[end]) & 0xC0) == 0x80) --end;
    detail.resize(end);
    detail += "…";
  }
  if (entry.examples.size() == kExamples && std::pair(id, detail) > *entry.examples.rbegin()) return;
  entry.examples.emplace(id, std::move(detail));
  if (entry.examples.size() > kExamples) entry.examples.erase(std::prev(entry.examples.end()));
}

}  // namespace homeward::roads
