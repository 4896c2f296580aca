// SPDX-License-Identifier: Apache-2.0
//
// Any bytes as scenario.yaml: no crash, and nothing but a map without repeated keys comes back.
#include <cstddef>
#include <cstdint>
#include <string>

#include "must.h"
#include "scenario/draft.h"
#include "scenario/files.h"
#include "scenario/settings.h"
#include "scenario/yaml.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace homeward::scenario;
  File file{"scenario.yaml", std::string(reinterpret_cast<const char*>(data), size)};
  Draft draft;
  if (!normalise(file, draft.problems)) return 0;
  const auto root = read_yaml(file.name, file.bytes, draft.problems);
  if (!root) {
    must(!draft.problems.empty());
    return 0;
  }
  must(root->kind == YamlNode::Kind::map && root->keys.size() == root->children.size());
  read_settings(*root, {}, draft);
  return 0;
}
