#include "api/sandbox/clock.h"

#include <cstdint>
#include <memory>
#include <optional>

#include "api/respond.h"
#include "api/sandbox/request.h"

namespace writ::api {

namespace {

Result<Seconds, http::OwnedResponse> ReadAdvance(const http::Request& request) {
  const boost::json::object body = TRY(ReadSandboxRequest(request, {"advance"}));
  const boost::json::value* value = body.if_contains("advance");
  const std::int64_t* seconds = value == nullptr ? nullptr : value->if_int64();
  if (seconds == nullptr || *seconds < 0 || *seconds > kClockOffsetMax.count()) {
    return Fail(Problem(400,
                        "The member 'advance' must be a whole number of seconds, from 0 up to "
                        "ten years in total"));
  }
  return Seconds(*seconds);
}

}  // namespace

void SandboxClock::Advance(http::Exchange& exchange) {
  const auto advance = ReadAdvance(exchange.GetRequest());
  if (!advance) return exchange.Answer(advance.error().View());
  const MutexLock lock(mutex_);
  if (outstanding_ == 0) total_ = services_.ledger.FindServer().clock_offset;
  if (*advance > kClockOffsetMax - total_) {
    return exchange.Answer(
        Problem(400, "The clock would be more than ten years ahead; nothing was moved").View());
  }
  total_ += *advance;
  ++outstanding_;
  const auto owed = std::make_shared<http::Deferred>(exchange.Defer());
  services_.committer.Commit(
      {{}, {oauth::AdvanceClock{total_}}, {oauth::Actor::Operator(), {}, "sandbox"}},
      [this, owed](const oauth::CommitResult& result) {
        --outstanding_;
        owed->Answer(result ? JsonAnswer(200, {{"now", ToUnix(services_.clock.Now())}})
                            : Problem(503, "The store cannot write now; nothing was moved"));
      });
}

}  // namespace writ::api
