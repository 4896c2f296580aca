# SPDX-License-Identifier: Apache-2.0
#
# Markdown tables → JSON. Reads the whole output of benches and prints one object:
#   {"tables": [{"title": heading above it, "rows": [{head of column: cell, …}, …]}, …],
#    "skipped": [what follows "skipped: ", …], "faults": [what follows "FAULT: ", …],
#    "instances": [lines that begin with "{", as they are, …]}
# A cell is a number where it looks like one (1,000 is 1000), {"median": a, "worst": b} for "a / b" of two numbers,
# null where it is empty, or else text. \| in a cell is a bar. Everything else is left out.
#   awk -f bench/tables_to_json.awk FILE …      any awk (POSIX)

function trimmed(text) {
  gsub(/^[ \t]+|[ \t\r]+$/, "", text)
  return text
}

function quoted(text) {
  gsub(/\\/, "&&", text)  # doubled
  gsub(/"/, "\\\"", text)
  gsub(/\t/, "\\t", text)
  gsub(/[\001-\037]/, "", text)
  return "\"" text "\""
}

# The number in JSON, or nothing.
function number(text) {
  if (text ~ /^-?[1-9][0-9]?[0-9]?(,[0-9][0-9][0-9])+(\.[0-9]+)?$/) gsub(/,/, "", text)
  return text ~ /^-?(0|[1-9][0-9]*)(\.[0-9]+)?$/ ? text : ""
}

function value(text,    parts) {
  if (text == "") return "null"
  if (number(text) != "") return number(text)
  if (split(text, parts, / \/ /) == 2 && number(parts[1]) != "" && number(parts[2]) != "")
    return "{\"median\": " number(parts[1]) ", \"worst\": " number(parts[2]) "}"
  return quoted(text)
}

# The cells of a line of a table; how many.
function cells_of(line, cells,    i, count) {
  line = trimmed(line)
  gsub(/\\\|/, "\001", line)
  sub(/^\|/, "", line)
  sub(/\|$/, "", line)
  count = split(line, cells, /\|/)
  for (i = 1; i <= count; i++) {
    gsub(/\001/, "|", cells[i])
    cells[i] = trimmed(cells[i])
  }
  return count
}

function row(line,    cells, count, i, text) {
  count = cells_of(line, cells)
  for (i = 1; i <= columns; i++)
    text = text (i > 1 ? ", " : "") quoted(head[i]) ": " value(i <= count ? cells[i] : "")
  return "{" text "}"
}

function listed(list, item) { return list (list == "" ? "" : ",\n    ") item }

function end_table() {
  if (columns > 0)
    tables = listed(tables, "{\"title\": " quoted(title) ", \"rows\": [\n      " rows "]}")
  columns = 0
  rows = ""
}

/^#+ / { end_table(); title = $0; sub(/^#+ /, "", title); before = ""; next }
/^\|[-:| ]+\|[ \t\r]*$/ && before ~ /^\|/ && columns == 0 { columns = cells_of(before, head); next }
/^\|/ { if (columns > 0) rows = rows (rows == "" ? "" : ",\n      ") row($0); before = $0; next }
/^FAULT: / { faults = listed(faults, quoted(substr($0, 8))); next }
{ end_table(); before = "" }
/^skipped: / { skipped = listed(skipped, quoted(substr($0, 10))) }
/^[{]/ { instances = listed(instances, $0) }

END {
  end_table()
  printf "{\n  \"tables\": [\n    %s],\n  \"skipped\": [%s],\n  \"faults\": [%s],\n", tables, skipped, faults
  printf "  \"instances\": [%s]\n}\n", instances
}
