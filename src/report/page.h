// SPDX-License-Identifier: Apache-2.0
//
// Style sheet and script of the report. The script adds filters, sorting and tips to tables; without it
// everything is there and readable.
#pragma once

#include <string_view>

namespace homeward {

std::string_view page_style();
std::string_view page_script();

}  // namespace homeward
