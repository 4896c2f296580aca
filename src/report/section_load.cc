// SPDX-License-Identifier: Apache-2.0
#include <fmt/format.h>

#include <algorithm>

#include "report/chart.h"
#include "report/escape.h"
#include "report/load.h"
#include "report/sections.h"
#include "report/tables.h"

namespace homeward {

namespace {

constexpr std::size_t kBarsShown = 20;

std::string utilisation_chart(const Facts& facts) {
  const std::vector<Utilisation> all = utilisations(facts);
  const std::size_t count = std::min(all.size(), kBarsShown);
  constexpr double kRow = 20;
  constexpr double kNames = 330;
  const double height = 30 + kRow * static_cast<double>(count);
  Svg svg(kChartWidth, height, "The fullest resources");
  const double wide = kChartWidth - kNames - 70;
  for (const int percent : {0, 25, 50, 75, 100}) {
    const double x = kNames + wide * percent / 100;
    svg.line({x, 18}, {x, height}, percent == 100 ? "class=\"axis\"" : "class=\"grid\"");
    svg.text({x, 13}, fmt::format("{} %", percent), "class=\"tick m\"");
  }
  for (std::size_t i = 0; i < count; ++i) {
    const double top = 20 + kRow * static_cast<double>(i);
    const double share = std::min(all[i].share(), 1.0);
    svg.text({kNames - 8, top + 14}, all[i].name + " (" + all[i].kind + ")", "class=\"tick e\"");
    svg.box({kNames, top + 3, wide * share, kRow - 6}, share >= 0.9 ? "class=\"use full\"" : "class=\"use\"");
    svg.text({kNames + wide * share + 6, top + 14}, fmt::format("{:.0f} %", 100 * all[i].share()),
             "class=\"tick\"");
  }
  return svg.finish();
}

std::string service_chart(const Facts& facts, ServiceId id, const std::vector<ServiceDay>& days) {
  constexpr double kHeight = 210;
  std::int64_t most = 1;
  for (const ServiceDay& day : days) most = std::max({most, day.served + day.others, day.capacity});
  const bool things = facts.model.services[id].use == ServiceUse::things;
  Svg svg(kChartWidth, kHeight, "Served by day against capacity");
  const Interval span{facts.span.begin, std::max(facts.span.end, facts.clock.next_midnight(days.back().day))};
  Plot plot{span, static_cast<double>(most) * 1.1, {64, 28, kChartWidth - 80, kHeight - 64}};
  draw_value_axis(svg, plot, things ? "things a day" : "vehicles a day");
  draw_time_axis(svg, plot, facts.clock);
  for (const ServiceDay& day : days) {
    const double x = plot.x(day.day) + 0.8;
    const double width = plot.x(facts.clock.next_midnight(day.day)) - x - 0.8;
    const double top = plot.y(static_cast<double>(day.served));
    const double limit = plot.y(static_cast<double>(day.capacity));
    const std::string tip =
        fmt::format("{}: {}{} of {}", facts.clock.short_date(day.day), day.served,
                    day.others > 0 ? fmt::format(" and {} of other traffic", day.others) : "", day.capacity);
    svg.box({x, top, width, plot.y(0) - top},
            day.served + day.others >= day.capacity ? "class=\"use full\"" : "class=\"use\"", tip);
    const double all = plot.y(static_cast<double>(day.served + day.others));
    if (day.others > 0) svg.box({x, all, width, top - all}, "class=\"use others\"", tip);
    svg.line({x - 0.8, limit}, {x + width + 0.8, limit}, "class=\"ceiling line\"");
  }
  return svg.finish();
}

std::string service_charts(const Facts& facts) {
  std::string out;
  for (ServiceId id : facts.model.services.ids()) {
    const Service& service = facts.model.services[id];
    if (service.use == ServiceUse::loading) continue;
    const std::vector<ServiceDay> days = service_days(facts, id);
    if (days.empty()) continue;
    const std::string name = (service.name.empty() ? service.key : service.name) + ", " +
                             short_name(facts.model.places[service.place]);
    out += "<h3>" + html_escape(name) + " (" + service_use_text(service.use) + ")</h3><figure>" +
           service_chart(facts, id, days) + "</figure>\n";
  }
  if (!out.empty())
    out += "<p class=\"note\">Bars: served that day, by the day on which service begins" +
           std::string(facts.model.other_traffic.empty() ? "" : "; grey: other traffic") +
           ". Line: rate × lanes × open hours" +
           std::string(facts.model.reductions.empty() ? "" : ", less what reduced windows take") + ".</p>\n";
  return out;
}

Steps sum_of(const Steps& a, const Steps& b) {
  std::vector<Change> changes;
  for (const Steps* steps : {&a, &b})
    for (std::size_t i = 1; i < steps->size(); ++i)
      changes.push_back({(*steps)[i].at, (*steps)[i].value - (*steps)[i - 1].value});
  return steps_from(std::move(changes), a.front().at, a.front().value + b.front().value);
}

std::string fleet_chart(const Facts& facts, const FleetUse& use) {
  constexpr double kHeight = 200;
  Svg svg(kChartWidth, kHeight, "Vehicles of the fleet by what they do");
  const Steps driving = sum_of(use.loaded, use.empty);
  const Steps busy = sum_of(driving, use.turning);
  const std::int64_t most = std::max({use.total, largest_value(busy), std::int64_t{1}});
  Plot plot{facts.span, static_cast<double>(most) * 1.1, {64, 28, kChartWidth - 80, kHeight - 82}};
  draw_value_axis(svg, plot, "vehicles");
  draw_time_axis(svg, plot, facts.clock);
  svg.polygon(step_area(plot, busy), "class=\"turning\"");
  svg.polygon(step_area(plot, driving), "class=\"back-area\"");
  svg.polygon(step_area(plot, use.loaded), "class=\"out-area\"");
  const double limit = plot.y(static_cast<double>(use.total));
  svg.line({plot.area.x, limit}, {plot.area.x + plot.area.width, limit}, "class=\"ceiling line\"");
  draw_legend(svg, {plot.area.x, kHeight - 10},
              {{"out-area", "under load, loading included"},
               {"back-area", "empty or escorting"},
               {"turning", "unloading, rest"},
               {"ceiling line", "all there are"}});
  return svg.finish();
}

std::string yard_chart(const Facts& facts, ServiceId id) {
  constexpr double kHeight = 190;
  const Steps stock = yard_stock(facts, id);
  const std::optional<std::int64_t> yard = facts.model.services[id].yard;
  const std::int64_t most = std::max({largest_value(stock), yard.value_or(1), std::int64_t{1}});
  Svg svg(kChartWidth, kHeight, "Things waiting or in work");
  const Interval span{facts.span.begin, std::max(facts.span.end, stock.back().at)};
  Plot plot{span, static_cast<double>(most) * 1.1, {64, 28, kChartWidth - 80, kHeight - 64}};
  draw_value_axis(svg, plot, "things");
  draw_time_axis(svg, plot, facts.clock);
  svg.polygon(step_area(plot, stock), "class=\"out-area\"");
  if (yard)
    svg.line({plot.area.x, plot.y(static_cast<double>(*yard))},
             {plot.area.x + plot.area.width, plot.y(static_cast<double>(*yard))}, "class=\"ceiling line\"");
  return svg.finish();
}

std::string yard_charts(const Facts& facts) {
  std::string out;
  for (ServiceId id : facts.model.services.ids()) {
    const Service& service = facts.model.services[id];
    if (service.use != ServiceUse::things || yard_stock(facts, id).size() < 2) continue;
    out += "<h3>Waiting or in work: " + html_escape(service.name.empty() ? service.key : service.name) +
           "</h3><figure>" + yard_chart(facts, id) + "</figure>\n";
  }
  return out;
}

std::string fleet_charts(const Facts& facts) {
  std::string out;
  for (FleetId id : facts.model.fleets.ids()) {
    const FleetUse use = fleet_use(facts, id);
    if (use.use_share <= 0) continue;
    out += "<h3>" + html_escape(facts.model.fleets[id].name) + "</h3><figure>" + fleet_chart(facts, use) +
           "</figure>\n";
  }
  return out;
}

}  // namespace

std::string load_section(const Facts& facts) {
  std::string out = "<section id=\"load\"><h2>Bottlenecks</h2>\n<p>" +
                    html_escape(bottleneck_sentence(facts)) + "</p>\n<figure>" + utilisation_chart(facts) +
                    "</figure>\n<details><summary>All resources</summary>" +
                    html_table(utilisation_table(facts), facts.clock) + "</details></section>\n";
  out += "<section id=\"services\"><h2>Crossings and services</h2>\n" + service_charts(facts) +
         yard_charts(facts) + html_table(services_table(facts), facts.clock) + "</section>\n";
  if (!facts.model.fleets.empty())
    out += "<section id=\"fleets\"><h2>Fleets</h2>\n" + fleet_charts(facts) +
           html_table(fleets_table(facts), facts.clock) + "</section>\n";
  return out;
}

}  // namespace homeward
