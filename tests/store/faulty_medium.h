// A medium that fails when it is told to.
#pragma once

#include <memory>
#include <utility>

#include "store/log/medium.h"

namespace writ::store {

// Passes everything on, but for the fate that is set.
class FaultyMedium final : public Medium {
 public:
  explicit FaultyMedium(std::unique_ptr<Medium> inner) : inner_(std::move(inner)) {}

  // What the next writes come to. kUnknown writes all the same: the worst of the two cases.
  void SetFate(WriteFate fate) { fate_ = fate; }

  Result<void> Load(TableSink& sink) override { return inner_->Load(sink); }
  Result<void> ReadAfter(oauth::Sequence sequence, EventSink& sink) override {
    return inner_->ReadAfter(sequence, sink);
  }
  Result<std::optional<ChainHash>> FindChain(oauth::Sequence sequence) override {
    return inner_->FindChain(sequence);
  }
  WriteResult Apply(const Write& write) override {
    if (fate_ == WriteFate::kRefused) return {fate_, "the test's disk is full"};
    WriteResult result = inner_->Apply(write);
    if (fate_ == WriteFate::kUnknown) result = {fate_, "the test's disk cannot sync"};
    return result;
  }
  bool Probe() override { return fate_ == WriteFate::kDone && inner_->Probe(); }
  Result<void> Settle() override { return inner_->Settle(); }
  std::optional<EventStamp> OldestEvent() override { return inner_->OldestEvent(); }
  void Close() override { inner_->Close(); }

 private:
  std::unique_ptr<Medium> inner_;
  WriteFate fate_ = WriteFate::kDone;
};

}  // namespace writ::store
