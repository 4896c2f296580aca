// SPDX-License-Identifier: Apache-2.0
//
// Strong index types and vectors that accept only them. A UnitId cannot be passed
// where a LinkId is due. An id is a position in a table of the model; it is never
// printed: people see the key from the scenario.
#pragma once

#include <compare>
#include <cstddef>
#include <cstdint>
#include <functional>
#include <utility>
#include <vector>

namespace homeward {

template <class Tag>
class Id {
 public:
  constexpr Id() = default;
  constexpr explicit Id(std::size_t index) : index_{static_cast<uint32_t>(index)} {}
  constexpr uint32_t index() const { return index_; }
  friend constexpr auto operator<=>(Id, Id) = default;

 private:
  uint32_t index_ = 0;
};

/// A vector whose subscript is an Id of one kind.
template <class IdType, class Value>
class IdVector {
 public:
  IdVector() = default;
  explicit IdVector(std::size_t count, const Value& value = Value()) : values_(count, value) {}

  decltype(auto) operator[](IdType id) { return values_[id.index()]; }
  decltype(auto) operator[](IdType id) const { return values_[id.index()]; }
  std::size_t size() const { return values_.size(); }
  bool empty() const { return values_.empty(); }
  bool contains(IdType id) const { return id.index() < values_.size(); }
  IdType push_back(Value value) {
    values_.push_back(std::move(value));
    return IdType(values_.size() - 1);
  }
  void resize(std::size_t count, const Value& value = Value()) { values_.resize(count, value); }
  void assign(std::size_t count, const Value& value) { values_.assign(count, value); }
  auto begin() { return values_.begin(); }
  auto end() { return values_.end(); }
  auto begin() const { return values_.begin(); }
  auto end() const { return values_.end(); }

  /// All ids in order: for (PlaceId place : places.ids()) …
  class Ids {
   public:
    class Iterator {
     public:
      explicit Iterator(std::size_t index) : index_{index} {}
      IdType operator*() const { return IdType(index_); }
      Iterator& operator++() {
        ++index_;
        return *this;
      }
      bool operator!=(const Iterator& other) const { return index_ != other.index_; }

     private:
      std::size_t index_;
    };
    explicit Ids(std::size_t count) : count_{count} {}
    Iterator begin() const { return Iterator(0); }
    Iterator end() const { return Iterator(count_); }

   private:
    std::size_t count_;
  };
  Ids ids() const { return Ids(values_.size()); }

 private:
  std::vector<Value> values_;
};

}  // namespace homeward

template <class Tag>
struct std::hash<homeward::Id<Tag>> {
  std::size_t operator()(homeward::Id<Tag> id) const noexcept { return id.index(); }
};
