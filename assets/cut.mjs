// SPDX-License-Identifier: Apache-2.0
// Cuts the countries of the shipped scenarios and their neighbours out of world-atlas, for machines that npm cannot
// serve:  node assets/cut.mjs node_modules/world-atlas/countries-50m.json > assets/countries-50m-cut.json
// The result is TopoJSON like its source: the same transform, only the arcs that are still used, renumbered.
import {readFileSync} from 'node:fs';

const kept = new Set(`Iraq,Kuwait,Saudi Arabia,Jordan,Syria,Lebanon,Israel,Palestine,Turkey,Iran,Qatar,Bahrain,
United Arab Emirates,Oman,Yemen,Egypt,Cyprus,Armenia,Azerbaijan,Georgia,Afghanistan,Pakistan,Turkmenistan,Uzbekistan,
Tajikistan,Mali,Niger,Burkina Faso,Mauritania,Senegal,Gambia,Guinea,Guinea-Bissau,Sierra Leone,Liberia,Côte d'Ivoire,
Ghana,Togo,Benin,Nigeria,Algeria,Chad,Libya,Sudan,W. Sahara,Morocco,Tunisia,Cameroon`.split(/,\s*/));

const world = JSON.parse(readFileSync(process.argv[2], 'utf8'));
const geometries = world.objects.countries.geometries.filter((country) => kept.has(country.properties.name));
const found = new Set(geometries.map((country) => country.properties.name));
for (const name of kept) if (!found.has(name)) throw new Error(`no country is called ${name}`);

const renumbered = new Map();
const arcs = [];
const renumber = (arc) => {
  if (Array.isArray(arc)) return arc.map(renumber);
  const old = arc < 0 ? ~arc : arc;
  if (!renumbered.has(old)) {
    renumbered.set(old, arcs.length);
    arcs.push(world.arcs[old]);
  }
  return arc < 0 ? ~renumbered.get(old) : renumbered.get(old);
};
const countries = {
  type: 'GeometryCollection',
  geometries: geometries.map((country) => ({...country, arcs: renumber(country.arcs)})),
};
const {type, bbox, transform} = world;
process.stdout.write(JSON.stringify({type, bbox, transform, objects: {countries}, arcs}) + '\n');
