// SPDX-License-Identifier: Apache-2.0
//
// homeward march trucks, airfield, port, flow: what fleets, gateways and networks can pass.
#include <algorithm>
#include <memory>
#include <optional>
#include <sstream>

#include "cli/march_answer.h"
#include "cli/options.h"
#include "march/capacity.h"
#include "march/decimal.h"
#include "march/flow_over_time.h"

namespace homeward {
namespace {

struct TruckOptions {
  std::string load_t;
  std::string payload_t;
  std::string turnaround_h;
  std::string operating_h;
  std::string availability_percent = "100";
};

/// Hours with up to three decimals, as seconds rounded up.
Duration hours(FigureReader& figures, const std::string& text, const char* option) {
  return divide_up(figures.decimal(text, 3, option) * kHour, 1'000);
}

Answer describe_trucks(std::int64_t trucks) {
  Answer answer;
  answer.json = {{"trucks", trucks}};
  answer.lines = {"Trucks needed  " + std::to_string(trucks)};
  return answer;
}

void add_trucks(Command& march, CommandContext& context) {
  auto options = std::make_shared<TruckOptions>();
  Command* app = add_command(march, context,
                             {"trucks",
                              "Trucks needed to move a load in a time (F15)",
                              {"homeward march trucks --load-t 12000 --payload-t 20 --turnaround-h 72 "
                               "--operating-h 720 --availability-percent 85"},
                              "t is the metric tonne of 1,000 kg."});
  app->add_option("--load-t", options->load_t, "Load in tonnes")->required();
  app->add_option("--payload-t", options->payload_t, "Payload of one truck in tonnes")->required();
  app->add_option("--turnaround-h", options->turnaround_h, "Load, drive, unload and come back, in hours")
      ->required();
  app->add_option("--operating-h", options->operating_h, "Hours in which the load must move")->required();
  app->add_option("--availability-percent", options->availability_percent, "Trucks fit for work");
  app->callback([options, &context] {
    FigureReader figures;
    march::TruckNeed need;
    need.load_kg = figures.decimal(options->load_t, 3, "--load-t");
    need.payload_kg = figures.decimal(options->payload_t, 3, "--payload-t");
    need.turnaround_s = hours(figures, options->turnaround_h, "--turnaround-h");
    need.operating_s = hours(figures, options->operating_h, "--operating-h");
    need.availability_permille = figures.decimal(options->availability_percent, 1, "--availability-percent");
    answer_with(context, figures, march::trucks_needed(need), describe_trucks);
  });
}

struct AirfieldOptions {
  std::string mog;
  std::string operating_h;
  std::string ground_time_h;
  std::string payload_t;
  std::string efficiency_percent;
};

Answer describe_airfield(const march::AirfieldFigures& figures) {
  Answer answer;
  answer.json = {{"aircraft", figures.aircraft}, {"throughput_kg", figures.throughput_kg}};
  answer.lines = {"Aircraft    " + std::to_string(figures.aircraft),
                  "Throughput  " + march::format_decimal(figures.throughput_kg, 3) + " t"};
  return answer;
}

void add_airfield(Command& march, CommandContext& context) {
  auto options = std::make_shared<AirfieldOptions>();
  Command* app = add_command(
      march, context,
      {"airfield",
       "Airfield throughput in its operating time (F16)",
       {"homeward march airfield --mog 4 --operating-h 24 --ground-time-h 3 --payload-t 60 "
        "--efficiency-percent 85"},
       "Compute MOG and ground time from servicing, fuelling and loading; there are no defaults."});
  app->add_option("--mog", options->mog, "Aircraft on the ground at once")->required();
  app->add_option("--operating-h", options->operating_h, "Operating hours")->required();
  app->add_option("--ground-time-h", options->ground_time_h, "Hours on the ground of one aircraft")
      ->required();
  app->add_option("--payload-t", options->payload_t, "Payload of one aircraft in tonnes")->required();
  app->add_option("--efficiency-percent", options->efficiency_percent, "Queuing efficiency")->required();
  app->callback([options, &context] {
    FigureReader figures;
    march::Airfield airfield;
    airfield.mog = figures.whole(options->mog, 1, "--mog");
    airfield.operating_s = figures.decimal(options->operating_h, 3, "--operating-h") * kHour / 1'000;
    airfield.ground_time_s = hours(figures, options->ground_time_h, "--ground-time-h");
    airfield.payload_kg = figures.decimal(options->payload_t, 3, "--payload-t");
    airfield.efficiency_permille = figures.decimal(options->efficiency_percent, 1, "--efficiency-percent");
    answer_with(context, figures, march::airfield_throughput(airfield), describe_airfield);
  });
}

struct PortOptions {
  std::string reception;
  std::string discharge;
  std::string clearance;
};

Answer describe_port(const march::PortFigures& figures) {
  constexpr const char* kStages[] = {"reception", "discharge", "clearance"};
  const std::string stage = kStages[static_cast<std::size_t>(figures.limited_by)];
  Answer answer;
  answer.json = {{"capacity_per_day", figures.capacity_per_day}, {"limited_by", stage}};
  answer.lines = {"Capacity a day  " + std::to_string(figures.capacity_per_day) + ", limited by " + stage};
  return answer;
}

void add_port(Command& march, CommandContext& context) {
  auto options = std::make_shared<PortOptions>();
  Command* app = add_command(march, context,
                             {"port",
                              "Port capacity: the least of reception, discharge and clearance (F17)",
                              {"homeward march port --reception-per-day 900 --discharge-per-day 700 "
                               "--clearance-per-day 500"},
                              "The three in one unit of your choice."});
  app->add_option("--reception-per-day", options->reception, "Ships' load the port can receive a day")
      ->required();
  app->add_option("--discharge-per-day", options->discharge, "Load that can be handled at the berths a day")
      ->required();
  app->add_option("--clearance-per-day", options->clearance, "Load that can leave the port a day")
      ->required();
  app->callback([options, &context] {
    FigureReader figures;
    const march::Port port{figures.whole(options->reception, 1, "--reception-per-day"),
                           figures.whole(options->discharge, 1, "--discharge-per-day"),
                           figures.whole(options->clearance, 1, "--clearance-per-day")};
    answer_with(context, figures, march::port_capacity(port), describe_port);
  });
}

struct FlowOptions {
  std::vector<std::string> arcs;
  std::string source;
  std::string sink;
  std::string periods;
};

/// Names of nodes in the order in which they come up.
class NodeNames {
 public:
  std::uint32_t add(const std::string& name) {
    const std::optional<std::uint32_t> known = find(name);
    if (known) return *known;
    names_.push_back(name);
    return size() - 1;
  }
  std::optional<std::uint32_t> find(const std::string& name) const {
    const auto found = std::find(names_.begin(), names_.end(), name);
    if (found == names_.end()) return std::nullopt;
    return static_cast<std::uint32_t>(found - names_.begin());
  }
  std::uint32_t size() const { return static_cast<std::uint32_t>(names_.size()); }

 private:
  std::vector<std::string> names_;
};

std::uint32_t read_end(const std::string& name, const char* option, const NodeNames& names,
                       FigureReader& figures) {
  const std::optional<std::uint32_t> node = names.find(name);
  if (!node) figures.refuse(option, "No arc touches \"" + name + "\".", "Name a node of an --arc.");
  return node.value_or(0);
}

/// FROM:TO:CAPACITY:TRANSIT.
march::FlowArc read_arc(const std::string& text, NodeNames& names, FigureReader& figures) {
  std::vector<std::string> parts;
  std::istringstream stream{text};
  for (std::string part; std::getline(stream, part, ':');) parts.push_back(part);
  if (parts.size() != 4) {
    figures.refuse("--arc", "\"" + text + "\" is no arc.",
                   "Write FROM:TO:CAPACITY:TRANSIT, for example base:port:500:2.");
    return {};
  }
  const std::uint32_t from = names.add(parts[0]);
  return {from, names.add(parts[1]), figures.whole(parts[2], 1, "--arc"),
          figures.whole(parts[3], 1, "--arc")};
}

void add_flow(Command& march, CommandContext& context) {
  auto options = std::make_shared<FlowOptions>();
  Command* app = add_command(march, context,
                             {"flow",
                              "The most that can reach a sink within a time, by flow over time (F20)",
                              {"homeward march flow --arc base:junction:500:2 --arc junction:port:300:1 "
                               "--arc base:port:100:6 --from base --to port --periods 10"},
                              "Capacity is a period, transit in periods, both whole numbers."});
  app->add_option("--arc", options->arcs, "FROM:TO:CAPACITY:TRANSIT")->required();
  app->add_option("--from", options->source, "Source")->required();
  app->add_option("--to", options->sink, "Sink")->required();
  app->add_option("--periods", options->periods, "Periods that are there")->required();
  app->callback([options, &context] {
    FigureReader figures;
    NodeNames names;
    std::vector<march::FlowArc> arcs;
    for (const std::string& arc : options->arcs) arcs.push_back(read_arc(arc, names, figures));
    const std::uint32_t source = read_end(options->source, "--from", names, figures);
    const std::uint32_t sink = read_end(options->sink, "--to", names, figures);
    const std::int64_t periods = figures.whole(options->periods, 1, "--periods");
    if (!figures.ok()) return refuse(context, figures.problems());
    answer_with(context, figures, march::flow_over_time(names.size(), arcs, source, sink, periods),
                [](std::int64_t units) {
                  Answer answer;
                  answer.json = {{"units", units}};
                  answer.lines = {"Arrived in time  " + std::to_string(units)};
                  return answer;
                });
  });
}

}  // namespace

void add_march_capacity_commands(Command& march, CommandContext& context) {
  add_trucks(march, context);
  add_airfield(march, context);
  add_port(march, context);
  add_flow(march, context);
}

}  // namespace homeward
