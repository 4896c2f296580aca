// SPDX-License-Identifier: Apache-2.0
#include "report/page.h"

namespace homeward {

namespace {

// Sort by data-v where a cell has it, else by number, else by text. Filters hide rows that lack the words
// typed.
constexpr std::string_view kScript = R"js(
(function(){
"use strict";
function value(cell){
  if(cell.dataset.v!==undefined)return Number(cell.dataset.v);
  var text=cell.textContent.trim(),number=Number(text.replace(/,/g,"").replace("\u2212","-"));
  return text!==""&&!isNaN(number)?number:text.toLowerCase();
}
function sort(table,index,head){
  var up=head.getAttribute("aria-sort")!=="ascending",body=table.tBodies[0],rows=Array.prototype.slice.call(body.rows);
  rows.sort(function(a,b){
    var x=value(a.cells[index]),y=value(b.cells[index]);
    if(typeof x!==typeof y){x=String(x);y=String(y);}
    return (x<y?-1:x>y?1:0)*(up?1:-1);
  });
  Array.prototype.forEach.call(table.tHead.rows[0].cells,function(cell){cell.removeAttribute("aria-sort");});
  head.setAttribute("aria-sort",up?"ascending":"descending");
  rows.forEach(function(row){body.appendChild(row);});
}
function sortable(table){
  Array.prototype.forEach.call(table.tHead.rows[0].cells,function(head,index){
    head.dataset.sort="1";head.tabIndex=0;
    head.addEventListener("click",function(){sort(table,index,head);});
    head.addEventListener("keydown",function(event){if(event.key==="Enter")sort(table,index,head);});
  });
}
function filterable(table){
  var input=document.createElement("input");
  input.className="filter";input.type="search";input.placeholder="Filter rows";input.setAttribute("aria-label","Filter rows of this table");
  input.addEventListener("input",function(){
    var words=input.value.toLowerCase().split(/\s+/);
    Array.prototype.forEach.call(table.tBodies[0].rows,function(row){
      var text=row.textContent.toLowerCase();
      row.hidden=!words.every(function(word){return text.indexOf(word)>=0;});
    });
  });
  table.parentNode.insertBefore(input,table);
}
Array.prototype.forEach.call(document.querySelectorAll("table.data"),function(table){
  if(table.tBodies[0].rows.length<8)return;
  sortable(table);filterable(table);
});
})();
)js";

}  // namespace

std::string_view page_script() { return kScript; }

}  // namespace homeward
