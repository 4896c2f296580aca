// SPDX-License-Identifier: Apache-2.0
#include "network/pbf_fixture.h"

#ifndef NDEBUG
#define NDEBUG  // as in src/network/import/read_osm.cc
#endif
#include <gtest/gtest.h>
#include <unistd.h>

#include <filesystem>
#include <fstream>
#include <iterator>
#include <osmium/builder/attr.hpp>
#include <osmium/io/pbf_output.hpp>
#include <osmium/io/writer.hpp>

namespace homeward::roads::test {

std::string pbf_of(const OsmFile& file) {
  using namespace osmium::builder::attr;
  osmium::memory::Buffer buffer{1 << 16, osmium::memory::Buffer::auto_grow::yes};
  for (const OsmNode& node : file.nodes)
    osmium::builder::add_node(buffer, _id(node.id), _version(1), _location(node.lon, node.lat),
                              _tags(node.tags));
  for (const OsmWay& way : file.ways)
    osmium::builder::add_way(buffer, _id(way.id), _version(1), _nodes(way.nodes), _tags(way.tags));
  for (int i = 1; i <= file.turn_restrictions; ++i)
    osmium::builder::add_relation(buffer, _id(i), _version(1), _tag("type", "restriction"));
  const std::string path = testing::TempDir() + "homeward-" + std::to_string(getpid()) + ".osm.pbf";
  {
    osmium::io::Header header;
    header.set("osmosis_replication_timestamp", "2026-11-01T00:00:00Z");
    osmium::io::Writer writer{osmium::io::File{path, "pbf"}, header, osmium::io::overwrite::allow};
    writer(std::move(buffer));
    writer.close();
  }
  std::ifstream in(path, std::ios::binary);
  std::string bytes{std::istreambuf_iterator<char>(in), {}};
  in.close();
  std::filesystem::remove(path);
  return bytes;
}

}  // namespace homeward::roads::test
