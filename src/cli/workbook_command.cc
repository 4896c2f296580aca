// SPDX-License-Identifier: Apache-2.0
#include "cli/workbook_command.h"

#include <filesystem>
#include <memory>
#include <nlohmann/json.hpp>
#include <ostream>

#include "cli/document_writer.h"
#include "cli/figures_text.h"
#include "cli/options.h"
#include "cli/output_file.h"
#include "cli/outputs.h"
#include "report/scenario_workbook.h"
#include "scenario/csv.h"
#include "scenario/workbook.h"

namespace homeward {

namespace {

namespace fs = std::filesystem;

struct WorkbookRequest {
  std::string input;
  std::string out;
  Existing existing = Existing::keep;
};

void answer(CommandContext& context, const DocumentWriter& written, const std::vector<std::string>& left_out,
            const std::string& next) {
  if (written.failure()) return report_storage_failure(context, *written.failure());
  if (context.json)
    return print_json(context, {{"status", "written"}, {"files", written.files()}, {"left_out", left_out}});
  for (const std::string& file : written.files()) context.out << file << '\n';
  for (const std::string& sheet : left_out) context.out << "Left out as notes: the sheet " << sheet << '\n';
  context.out << next << '\n';
}

/// The library writes workbooks to a path: it gets one beside, and the bytes go the way of all files.
void put_workbook(DocumentWriter& writer, const fs::path& path,
                  const std::vector<scenario::SourceTable>& tables, const scenario::ChoiceLists& lists) {
  fs::path beside = path;
  beside += ".part.xlsx";
  const std::vector<Problem> problems = write_scenario_workbook(beside.string(), tables, lists);
  std::error_code ignored;
  if (!problems.empty()) {
    writer.fail(problems.front());
  } else if (const Result<std::string> bytes = read_file(beside)) {
    writer.put(path, bytes.value());
  } else {
    writer.fail(bytes.problems().front());
  }
  fs::remove(beside, ignored);
}

void to_workbook(CommandContext& context, const WorkbookRequest& request) {
  if (!outputs_are_free(context, {request.out}, request.existing)) return;
  scenario::Problems problems;
  const std::vector<scenario::File> files = scenario::load_files(request.input, problems);
  const std::vector<scenario::SourceTable> tables = scenario::source_tables(files, problems);
  if (problems.empty() && tables.empty())
    problems.add({request.input, 0, 0, ""}, "the folder holds no table of a scenario",
                 "Give the folder that holds scenario.yaml.");
  if (!problems.empty()) return refuse(context, problems.take());
  DocumentWriter writer(request.existing);
  put_workbook(writer, request.out, tables, scenario::choice_lists(files));
  answer(context, writer, {},
         "Its place in a scenario is scenario.yaml's folder, as tables.xlsx, instead of the CSV files.");
}

/// What is said of tables.xlsx is said of the file that was named.
std::vector<Problem> said_of(const std::string& input, std::vector<Problem> problems) {
  for (Problem& problem : problems)
    if (problem.place.file == scenario::kWorkbookFile) problem.place.file = input;
  return problems;
}

void to_tables(CommandContext& context, const WorkbookRequest& request) {
  const Result<std::string> bytes = read_file(request.input);
  if (!bytes) return report_storage_failure(context, bytes.problems().front());
  scenario::Problems problems;
  const scenario::Workbook workbook = scenario::read_workbook(bytes.value(), problems);
  if (problems.empty() && workbook.tables.empty())
    problems.add({request.input, 0, 0, ""}, "no sheet of it is a table of a scenario",
                 "Name each sheet like its table: places, units, items …");
  if (!problems.empty()) return refuse(context, said_of(request.input, problems.take()));
  std::vector<NamedText> texts;
  std::vector<std::string> paths;
  for (const scenario::CellTable& table : workbook.tables) {
    texts.push_back({table.file(), scenario::csv_text(table, scenario::RowNumbers::close)});
    paths.push_back((fs::path(request.out) / table.file()).string());
  }
  if (!outputs_are_free(context, paths, request.existing)) return;
  DocumentWriter writer(request.existing);
  writer.put_all(request.out, texts);
  answer(context, writer, workbook.notes,
         "A table may stand in a scenario once: as a CSV file or as a sheet of tables.xlsx.");
}

}  // namespace

void add_workbook_command(Command& program, CommandContext& context) {
  auto request = std::make_shared<WorkbookRequest>();
  Command* command = add_command(
      program, context,
      {"workbook",
       "Write the tables of a scenario as one workbook, or a workbook as CSV tables",
       {"homeward workbook scenarios/iraq-2011 --out iraq-2011-tables.xlsx",
        "homeward workbook iraq-2011-tables.xlsx --out my-scenario"},
       "A folder becomes a workbook with a sheet for each table, to be filled in a spreadsheet program: "
       "headers say what\n"
       "they mean, cells offer what they may hold. A workbook becomes CSV files in a folder. A scenario "
       "takes "
       "either:\n"
       "the workbook is then named tables.xlsx. No file is overwritten without --force."});
  command->add_option("INPUT", request->input, "Folder with scenario.yaml and its tables, or a workbook")
      ->required();
  command->add_option("--out", request->out, "The workbook, or the folder for the CSV files")
      ->required()
      ->type_name("PATH");
  command->add_flag_callback(
      "--force", [request] { request->existing = Existing::replace; }, "Replace files that exist");
  command->callback([request, &context] {
    std::error_code ignored;
    if (fs::is_directory(request->input, ignored)) return to_workbook(context, *request);
    to_tables(context, *request);
  });
}

}  // namespace homeward
