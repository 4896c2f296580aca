// SPDX-License-Identifier: Apache-2.0
//
// A scenario forty times the size of the largest withdrawal is still read at once: nothing in the reader is
// quadratic.
#include "processor_time.h"

#include "scenario/edited.h"

namespace homeward {
namespace {

TEST(Size, TenThousandUnitsAndThirtyThousandLotsTakeSeconds) {
  std::string units = "uln,name,place,people_military,destination,parent\n";
  std::string items = "lot,unit,type,count,destination\n";
  for (int i = 0; i < 10'000; ++i) {
    const std::string key = "U-" + std::to_string(i);
    units += key + ",Unit " + key + ",north,5,port," + (i == 0 ? "" : "U-" + std::to_string(i - 1)) + "\n";
    for (const char* suffix : {"a", "b", "c"}) items += key + suffix + "," + key + ",carrier,1,home\n";
  }
  Edited edited;
  edited.set("units.csv", units).set("items.csv", items).remove("totals.csv").remove("garrisons.csv");
  const ProcessorTime time;
  const Model model = accepted(edited);
  const double took = time.seconds();
  EXPECT_EQ(model.lots.size(), 30'000u);
  EXPECT_LT(took, 10) << "about a quarter of a second on an idle machine";
}

TEST(Size, ManyWindowsTargetsAndGarrisonsTakeSeconds) {
  std::string windows = "effect,target,id,from,until\n";
  std::string targets = "kind,zone,categories,people,from,until\n";
  std::string garrisons = "place,from,people\n";
  for (int i = 0; i < 20'000; ++i) {
    const std::string minute = (i % 60 < 10 ? "0" : "") + std::to_string(i % 60);
    const std::string hour = (i / 60 % 24 < 10 ? "0" : "") + std::to_string(i / 60 % 24);
    const std::string day = (i / 1440 + 10 < 10 ? "0" : "") + std::to_string(i / 1440 + 10);
    const std::string time = "2030-03-" + day + " " + hour + ":" + minute;
    windows += "closed,link,south-border," + time + "," + time + ":01\n";
    targets += std::string(i % 2 == 0 ? "ceiling" : "floor") + ",country,military,200," + time + ",\n";
    garrisons += "north," + time + ",1\n";
  }
  const ProcessorTime time;
  accepted(Edited().set("windows.csv", windows).set("targets.csv", targets).set("garrisons.csv", garrisons));
  EXPECT_LT(time.seconds(), 20);
}

}  // namespace
}  // namespace homeward
