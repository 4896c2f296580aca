// SPDX-License-Identifier: Apache-2.0
//
// The texts of 'homeward new'. A test reads them with the reader.
#include "scenario/new_scenario.h"

namespace homeward {
namespace {

constexpr const char* kSettings =
    R"(# A small withdrawal to begin with. Change it, then:  homeward validate .   and   homeward plan .
# What every key and column means: docs/formats/scenario.md. Lines that begin with # are comments.
homeward: 1                        # version of this format
title: Three camps go home
description: 510 people leave three camps by one road, one border post and one port.

time_zone: Africa/Nouakchott       # all dates and times in these files are local times of this zone
start: 2030-03-01 06:00            # from here on the plan may move something
deadline: 2030-04-30               # by the end of this day the zone below must be empty

zone: country                      # the zone to be left
zones: {country: The country, coast: The coast}
categories: {military: Military, contractor: Contractors, crew: Contract drivers}

objective: earliest                # or latest (as late as safely possible), or safest
buffer_days: 3                     # for the objective latest

rules:                             # what is not written here keeps its usual value
  march_rate_kmh: 40
  column_gap_min: 15
  column_vehicles_max: 40
  drive_max_h: 10
  rest_min_h: 8

unknown:                           # what an empty mlc, height or width means: refuse, or a figure to assume
  link_mlc: refuse
  link_height_m: 4.5
  link_width_m: 3.5
  vehicle_mlc: refuse
  vehicle_height_m: 4.0
  vehicle_width_m: 2.5

conditions:                        # what is still undecided; rows refer to it as condition:outcome
  training_mission:
    name: A training team of 40 stays in the south
    outcomes: [agreed, refused]
    planned: refused
    if_no_answer: refused
    expected_by: 2030-03-20
    prepare_days: 7
)";

constexpr const char* kPlaces =
    R"(place,name,kind,lat,lon,country,zones,parking_vehicles,rest,closes,beds,berths,note
north,Camp North,base,19.40,-14.00,MR,country,80,yes,yes,0,0,
centre,Camp Centre,base,18.90,-14.60,MR,country,120,yes,yes,100,0,
south,Camp South,base,18.50,-15.20,MR,country,120,yes,yes,100,0,
border,Border Post,crossing,18.20,-15.65,MR,coast,80,no,no,0,0,The first place outside the zone
port,Port,port,18.09,-15.98,MR,coast,400,yes,no,600,1,
home,Home,home,48.00,-4.00,FR,,0,no,no,0,0,Reached by ship only
)";

constexpr const char* kLinks =
    R"(from,to,length_km,use,speed_kmh,speed_heavy_kmh,mlc,height_m,width_m,certainty,note
north,centre,90,two_way,60,40,70,5,7,good,
centre,south,80,two_way,60,40,70,5,7,good,
south,border,60,alternating,50,30,60,5,3.7,fair,One lane: columns pass in one direction at a time
border,port,40,two_way,60,50,70,,,assumed,Height and width were not measured
)";

constexpr const char* kServices =
    R"(service,name,place,use,zone,rate_per_hour,lanes,open_from,open_until
customs,Border formalities,border,leaving,country,60,2,06:00,20:00
ramp_north,Loading ramp north,north,loading,,12,2,,
ramp_centre,Loading ramp centre,centre,loading,,12,2,,
ramp_south,Loading ramp south,south,loading,,12,2,,
)";

constexpr const char* kWindows =
    R"(effect,target,id,direction,classes,from,until,daily_from,daily_until,reason,when
closed,zone,country,,,,,21:00,05:00,Night curfew,
closed,link,south-border,both,,2030-03-15,2030-03-16,,,Bridge repair,
)";

constexpr const char* kItemTypes =
    R"(type,name,self_propelled,vehicle_class,length_m,mass_t,mlc,height_m,width_m,crew,seats,ship_class
carrier,Wheeled carrier,yes,wheeled,7,14,16,2.6,2.8,2,10,vehicle
flatbed,Lorry with trailer,yes,heavy,16.5,15,18,3.2,2.5,1,2,none
bus,Coach,yes,wheeled,12,14,15,3.6,2.5,1,41,none
container,20 ft container,no,,6.1,18,,2.6,2.5,,,container
)";

constexpr const char* kUnits =
    R"(uln,name,place,people_military,people_contractor,ready,priority,last_out,stay_when,destination
A1,1st Company,north,100,0,2030-03-03,2,no,,port
A1R,1st Company rear party,north,20,0,2030-03-03,0,yes,,port
B1,2nd Company,centre,140,0,2030-03-05,1,no,,port
B1R,2nd Company rear party,centre,20,0,2030-03-05,0,yes,,port
C1,Support Company,south,130,0,2030-03-08,0,no,,port
C2,Workshop (contract),south,0,40,2030-03-08,0,no,,port
C3,Training team,south,40,0,2030-03-08,0,no,training_mission:agreed,port
C1R,Support Company rear party,south,20,0,2030-03-08,0,yes,,port
)";

constexpr const char* kItems = R"(lot,unit,type,count,destination
A1-carriers,A1,carrier,12,home
A1-containers,A1,container,16,home
A1R-carriers,A1R,carrier,3,home
B1-carriers,B1,carrier,16,home
B1-containers,B1,container,20,home
B1R-carriers,B1R,carrier,3,home
C1-carriers,C1,carrier,14,home
C1-containers,C1,container,24,home
C1R-carriers,C1R,carrier,3,home
)";

constexpr const char* kFleets = R"(fleet,name,kind,vehicle,crew_category,turn_h
lorries,Hired lorries,truck,flatbed,crew,1
coaches,Hired coaches,bus,bus,crew,0
)";

constexpr const char* kFleetStocks = R"(fleet,place,count
lorries,port,15
coaches,port,4
)";

constexpr const char* kLoads = R"(truck,item,count,mlc,height_m,width_m
flatbed,container,1,40,4.1,2.5
)";

constexpr const char* kShips =
    R"(ship,name,port,destination,available_from,load_h,passage_days,vehicle_capacity,container_capacity
ferry1,First ferry,port,home,2030-04-10,24,6,60,80
)";

constexpr const char* kGarrisons = R"(place,from,people
north,,20
centre,,20
south,,20
)";

constexpr const char* kTargets = R"(kind,zone,categories,people,from
ceiling,country,military,300,2030-04-15
)";

constexpr const char* kTotals = R"(what,count
people:military,470
people:contractor,40
type:carrier,51
type:container,60
)";

}  // namespace

std::vector<scenario::File> new_scenario_files() {
  return {
      {"fleet_stocks.csv", kFleetStocks},
      {"fleets.csv", kFleets},
      {"garrisons.csv", kGarrisons},
      {"item_types.csv", kItemTypes},
      {"items.csv", kItems},
      {"links.csv", kLinks},
      {"loads.csv", kLoads},
      {"places.csv", kPlaces},
      {"scenario.yaml", kSettings},
      {"services.csv", kServices},
      {"ships.csv", kShips},
      {"targets.csv", kTargets},
      {"totals.csv", kTotals},
      {"units.csv", kUnits},
      {"windows.csv", kWindows},
  };
}

}  // namespace homeward
