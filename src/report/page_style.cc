// SPDX-License-Identifier: Apache-2.0
//
// Colours: Okabe and Ito's set for the colour-blind, darkened so that text on white keeps a contrast of at
// least 4.5:1. Blue: laden and going home. Orange: empty. Red: late, last out. Grey: not in use, closed.
#include "report/page.h"

namespace homeward {

namespace {

constexpr std::string_view kStyle = R"css(
:root{--ink:#1b2530;--soft:#55626f;--rule:#d5dbe1;--pale:#f3f6f8;--out:#0b5c96;--back:#b45f06;--air:#7a3b8f;--bad:#b3261e;--good:#0b6b53;--fill:#c9dff0}
*{box-sizing:border-box}
html{color:var(--ink);background:#e9edf0;font:15px/1.45 system-ui,"Segoe UI",Roboto,"Helvetica Neue",Arial,sans-serif}
body{margin:0 auto;max-width:1100px;background:#fff;padding:0 36px 48px}
nav{position:sticky;top:0;z-index:2;background:#fff;border-bottom:1px solid var(--rule);margin:0 -36px;padding:8px 36px;font-size:13px;display:flex;flex-wrap:wrap;gap:4px 14px}
a{color:var(--out);text-decoration:none}a:hover,a:focus{text-decoration:underline}
section{margin-top:36px;scroll-margin-top:56px}
h1{font-size:26px;line-height:1.2;margin:0}h2{font-size:21px;margin:0 0 10px;border-bottom:2px solid var(--ink);padding-bottom:4px}
h3{font-size:15px;margin:18px 0 6px}p{margin:6px 0 10px}figure{margin:8px 0 14px}
svg{width:100%;height:auto;display:block;font-family:inherit}
.note{color:var(--soft);font-size:13px}
.scroll{overflow-x:auto}
table{border-collapse:collapse;width:100%;font-size:13px;font-variant-numeric:tabular-nums}
caption{text-align:left;font-weight:600;padding:10px 0 4px;font-size:15px}
th{text-align:left;vertical-align:bottom;border-bottom:1.5px solid var(--ink);padding:3px 8px 3px 0;font-weight:600;background:#fff}
th small{display:block;font-weight:400;color:var(--soft);font-size:11px}
td{vertical-align:top;border-bottom:1px solid var(--rule);padding:3px 8px 3px 0}
.n{text-align:right;white-space:nowrap}td i{display:block;font-style:normal;font-size:11px;color:var(--soft)}
th[data-sort]{cursor:pointer}th[data-sort]:hover{color:var(--out)}th[aria-sort=ascending]{box-shadow:inset 0 2px var(--out)}th[aria-sort=descending]{box-shadow:inset 0 -2px var(--out)}
input.filter{font:inherit;font-size:13px;padding:3px 8px;border:1px solid #8b97a2;border-radius:4px;margin:4px 0;width:240px}
details{margin:6px 0}summary{cursor:pointer;padding:3px 0}
.night summary b{display:inline-block;min-width:180px}
.moves{font-size:11px;line-height:1.3}.moves .cp{min-width:290px}
.orders{display:grid;grid-template-columns:190px 1fr;gap:2px 12px;font-size:13px;margin:10px 0 14px}.orders dt{font-weight:600}.orders dd{margin:0}
blockquote{margin:10px 0;padding:8px 14px;border-left:4px solid var(--out);background:var(--pale)}
.sheet header{display:flex;justify-content:space-between;gap:20px;align-items:flex-start;border-bottom:3px solid var(--ink);padding:20px 0 10px}
.status{margin:2px 0 0;padding:4px 14px;border-radius:4px;font-weight:700;color:#fff;white-space:nowrap}.good{background:var(--good)}.bad{background:var(--bad)}
.lead{font-size:19px;line-height:1.35;margin:12px 0}
.missed{border:2px solid var(--bad);border-radius:4px;padding:4px 14px;margin:8px 0}.missed h3{color:var(--bad);margin:2px 0}
ul{margin:4px 0;padding-left:18px}li{margin:2px 0}
.tiles{display:grid;grid-template-columns:repeat(6,1fr);gap:8px;margin:10px 0}
.tiles div{background:var(--pale);border-radius:4px;padding:8px 10px}.tiles b{display:block;font-size:20px;line-height:1.2}.tiles span{font-size:12px;color:var(--soft)}
.halves{display:grid;grid-template-columns:1fr 1fr;gap:0 28px}.halves h3{margin:10px 0 3px}.halves p{margin:3px 0}
.dates{columns:2;list-style:none;padding:0}.dates li{white-space:nowrap;overflow:hidden;text-overflow:ellipsis}.dates b{display:inline-block;min-width:4.2em}
.sheet footer{margin-top:12px;border-top:1px solid var(--rule);padding-top:5px;font-size:12px;color:var(--soft)}
.mark{display:none}
svg text{fill:var(--ink)}
.m{text-anchor:middle}.e{text-anchor:end}
.tick{font-size:11px;fill:var(--soft)!important}.detail{font-size:11px}.name{font-size:12px;font-weight:600}.minor{font-size:10.5px;fill:var(--soft)!important}.gantt{font-size:10.5px}
.grid{stroke:#e3e8ec;stroke-width:1}.axis{stroke:#55626f;stroke-width:1}.leader{stroke:#55626f;stroke-width:.7}
.line{fill:none;stroke-width:2}.thin{stroke-width:1.2}.past{stroke:#55626f}.plan.line{stroke:var(--out)}.actual.line{stroke:var(--back);stroke-dasharray:5 3}.actual.dot{fill:var(--back)}
.likely{fill:#dbe2e8}.likely.half{fill:#aebfce}.median.line{stroke:var(--ink)}
.plan.area{fill:var(--fill);stroke:none}.ceiling.line{stroke:var(--bad);stroke-width:1.4}
.deadline{stroke:var(--bad);stroke-width:1.6;stroke-dasharray:2 2}.late-text{font-size:11px;fill:var(--bad)!important}
.bound{stroke:var(--good);stroke-width:2}.closure{fill:var(--out)}.closing{stroke:var(--out);stroke-width:2}
.note-dot{fill:var(--ink)}.note-text{font-size:11px;paint-order:stroke;stroke:#fff;stroke-width:3px;stroke-linejoin:round}
.sea{fill:#eaf1f5}.land{fill:#f6f4ee;stroke:#a59c86;stroke-width:1}.land.zone{fill:#fff}
.country{font-size:15px;letter-spacing:.35em;fill:#6f6857!important}
.road{stroke:#b9c0c6;stroke-width:1}.laden{stroke:var(--out);fill:none;stroke-linecap:round}.empty{stroke:#d98a2b;fill:none;stroke-linecap:round}
.air{stroke:var(--air);fill:none;opacity:.5;stroke-linecap:round}.away{stroke-dasharray:6 4}.key.line{stroke-width:5}.air.key{stroke-width:3}
.base{fill:var(--out);stroke:#fff;stroke-width:1.5}.camp{fill:#fff;stroke:var(--out);stroke-width:2}.crossing{fill:#f0c419;stroke:var(--ink);stroke-width:1.2}.port{fill:var(--good);stroke:#fff}.airfield{fill:var(--air);stroke:#fff}.dot{fill:#55626f}
.map .name,.map .detail,.map .minor{paint-order:stroke;stroke:#fff;stroke-width:3px;stroke-linejoin:round}.scale{stroke:var(--ink);stroke-width:1.6}
.closed{fill:#dfe3e7;opacity:.75}.place{stroke:#b9c0c6;stroke-width:.8}
.band{stroke-width:.5;opacity:.8}.band.out{fill:#5b9bd0;stroke:var(--out)}.band.back{fill:#f0b465;stroke:var(--back)}.band.last{fill:#e58b84;stroke:var(--bad)}.band.other{fill:#c3c8cd;stroke:#9aa1a8}
.halt{stroke-width:1.3;opacity:.65}.halt.out{stroke:var(--out)}.halt.back{stroke:var(--back)}.halt.last{stroke:var(--bad)}
#t-changes td:first-child{white-space:nowrap}
.still{fill:#6fb39f}.too-late{fill:#e3a29d}span.key.still{background:#6fb39f}span.key.too-late{background:#e3a29d}span.key.offer{background:#dbe2e8}
.use{fill:#5b9bd0}.use.full{fill:var(--out)}.offer{fill:#dbe2e8}.out-area{fill:#5b9bd0}.back-area{fill:#f0b465}.turning{fill:#d5dbe1}
.unit-bar{fill:#5b9bd0}.last-bar{fill:#c9524a}.load-bar{fill:#8a6d3b}.thread{stroke:#9fb0bf;stroke-width:1}
.key{display:inline-block}span.key{width:22px;height:10px;margin:0 4px 0 14px;background:#5b9bd0;border-radius:2px}span.key.back{background:#f0b465}span.key.last,span.last-bar{background:#c9524a}span.key.closed{background:#dfe3e7}span.key.other,span.other-bar{background:#c3c8cd}.use.others{fill:#c3c8cd}span.load-bar{background:#8a6d3b}span.unit-bar{background:#5b9bd0}
.keys{font-size:13px}
@media screen and (max-width:760px){body{padding:0 14px 30px}nav{margin:0 -14px;padding:8px 14px}.halves{grid-template-columns:1fr}.tiles{grid-template-columns:repeat(3,1fr)}}
@page{size:A4;margin:14mm 10mm 14mm;@bottom-right{content:counter(page) " / " counter(pages);font:8pt sans-serif;color:#55626f}}@page wide{size:A4 landscape;margin:12mm 10mm}
@media print{
html{background:#fff;font-size:9.5pt;line-height:1.35;-webkit-print-color-adjust:exact;print-color-adjust:exact}
body{max-width:none;padding:0;margin:0}nav,input.filter,.screen{display:none}
section{margin-top:0;break-before:page}#services,#fleets,#certificate,#assumptions,#provenance{break-before:auto;margin-top:16pt}
#brief{break-before:auto;height:267mm;overflow:hidden;position:relative;break-inside:avoid}
#brief header{padding-top:0}h1{font-size:17pt}h2{font-size:14pt}h3,caption{font-size:10.5pt}
.lead{font-size:12.5pt;margin:7pt 0}.tiles b{font-size:13pt}.tiles div{padding:5px 7px}.tiles span,.note,.sheet footer{font-size:8pt}
.sheet footer{position:absolute;bottom:0;left:0;right:0;background:#fff}.halves li,.halves p{font-size:8.4pt;line-height:1.27}
table{font-size:7.6pt}#t-base_closings{font-size:7pt}.keys{font-size:8.5pt}th small,td i{font-size:6.8pt}thead{display:table-header-group}tr,figure{break-inside:avoid}h2,h3,caption,summary{break-after:avoid}
#movements,#units{page:wide}.moves{font-size:6.3pt}.moves .cp{min-width:0}.orders{font-size:8.5pt}.scroll{overflow:hidden}.n{white-space:normal}.t{white-space:nowrap}td,th{padding:2px 5px 2px 0}summary{padding:0}.night{margin:2pt 0}
.strip:not([open]){display:none}
.mark{display:block;position:fixed;top:42%;left:0;right:0;text-align:center;font-size:110pt;font-weight:800;color:var(--bad);opacity:.07;transform:rotate(-30deg);line-height:1}
a{color:inherit}
}
)css";

}  // namespace

std::string_view page_style() { return kStyle; }

}  // namespace homeward
