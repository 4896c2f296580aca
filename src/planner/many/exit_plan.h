// SPDX-License-Identifier: Apache-2.0
//
// Columns that leave by a few exits: which ways there are, and plans to and from the board (exit_board.h).
#pragma once

#include "planner/many/exit_board.h"
#include "planner/many/timed_cut.h"
#include "planner/many/workshop.h"

namespace homeward::many {

/// The one group that all columns belong to is shared by many and all may go there, nobody halts on the way,
/// nothing is closed at any time, and everybody may leave as late as need be.
bool is_exit_traffic(const Roads& roads);

/// The shortest way from every base into every lane of the exits.
std::vector<ExitWay> shortest_exit_ways(const Roads& roads, std::uint32_t group);
/// Beside them the ways of flows that bring as much as possible through by some moments.
std::vector<ExitWay> exit_ways(const Roads& roads, std::uint32_t group);
/// Adds ways that are not there yet; the numbers of all of `more`.
std::vector<std::uint32_t> add_ways(const Roads& roads, std::span<const FlowWay> more,
                                    std::vector<ExitWay>& ways);

std::int64_t sum_of_readies(const Traffic& traffic);
/// Routes for the columns that are in and in time for the end of the traffic; the others' have no stops.
Routes routes_of(const Roads& roads, const ExitBoard& board);
/// Puts a plan in whose ways are all among those of the board. False, and nobody is in, when some are not.
bool put_in_all(const Routes& routes, ExitBoard& board);

}  // namespace homeward::many
