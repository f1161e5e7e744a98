// Mutexes whose use Clang checks (-Wthread-safety): a field says which mutex guards it, a function
// which one it needs, and code that forgets one does not compile. Other compilers see plain types.
#pragma once

#include <chrono>
#include <condition_variable>
#include <mutex>

#if defined(__clang__)
#define WRIT_THREAD_ATTRIBUTE(attribute) __attribute__((attribute))
#else
#define WRIT_THREAD_ATTRIBUTE(attribute)
#endif

// Of a field: read and written only while `mutex` is held.
#define GUARDED_BY(mutex) WRIT_THREAD_ATTRIBUTE(guarded_by(mutex))
// Of a pointer: what it points at is.
#define PT_GUARDED_BY(mutex) WRIT_THREAD_ATTRIBUTE(pt_guarded_by(mutex))
// Of a function: called only while all of these are held.
#define REQUIRES(...) WRIT_THREAD_ATTRIBUTE(requires_capability(__VA_ARGS__))
// Of a function: called only while none of these is held, since it takes them itself.
#define EXCLUDES(...) WRIT_THREAD_ATTRIBUTE(locks_excluded(__VA_ARGS__))
// Of a function that returns a mutex: which one that is.
#define RETURN_CAPABILITY(mutex) WRIT_THREAD_ATTRIBUTE(lock_returned(mutex))
// Of a mutex: taken before these, wherever both are held.
#define ACQUIRED_BEFORE(...) WRIT_THREAD_ATTRIBUTE(acquired_before(__VA_ARGS__))
// Of a function whose locking no annotation can say; a comment beside it says why it is right.
#define NO_THREAD_SAFETY_ANALYSIS WRIT_THREAD_ATTRIBUTE(no_thread_safety_analysis)

namespace writ {

// Thread-safe. Not recursive.
class WRIT_THREAD_ATTRIBUTE(capability("mutex")) Mutex {
 public:
  Mutex() = default;
  Mutex(const Mutex&) = delete;
  Mutex& operator=(const Mutex&) = delete;

  void Lock() WRIT_THREAD_ATTRIBUTE(acquire_capability()) { mutex_.lock(); }
  void Unlock() WRIT_THREAD_ATTRIBUTE(release_capability()) { mutex_.unlock(); }
  // False, at once, if another thread holds it.
  [[nodiscard]] bool TryLock() WRIT_THREAD_ATTRIBUTE(try_acquire_capability(true)) {
    return mutex_.try_lock();
  }

 private:
  friend class Condition;

  std::mutex mutex_;
};

// Holds a mutex until it goes out of scope; Unlock and Lock let go of it meanwhile.
class WRIT_THREAD_ATTRIBUTE(scoped_lockable) MutexLock {
 public:
  explicit MutexLock(Mutex& mutex) WRIT_THREAD_ATTRIBUTE(acquire_capability(mutex))
      : mutex_(mutex) {
    mutex_.Lock();
  }
  ~MutexLock() WRIT_THREAD_ATTRIBUTE(release_capability()) {
    if (held_) mutex_.Unlock();
  }
  MutexLock(const MutexLock&) = delete;
  MutexLock& operator=(const MutexLock&) = delete;

  void Unlock() WRIT_THREAD_ATTRIBUTE(release_capability()) {
    held_ = false;
    mutex_.Unlock();
  }
  void Lock() WRIT_THREAD_ATTRIBUTE(acquire_capability()) {
    mutex_.Lock();
    held_ = true;
  }

 private:
  Mutex& mutex_;
  bool held_ = true;
};

// What threads wait for while they hold a mutex. Waiting lets go of it and takes it again; it may
// end for no reason, so the wait stands in a loop over what is waited for:
//   while (queue_.empty()) wake_.Wait(mutex_);
// That loop is code of the function which holds the mutex, so Clang sees it. Thread-safe.
class Condition {
 public:
  Condition() = default;
  Condition(const Condition&) = delete;
  Condition& operator=(const Condition&) = delete;

  void Wait(Mutex& mutex) REQUIRES(mutex) {
    std::unique_lock lock(mutex.mutex_, std::adopt_lock);
    condition_.wait(lock);
    static_cast<void>(lock.release());
  }
  // False once `deadline` has passed.
  template <typename Clock, typename Duration>
  bool WaitUntil(Mutex& mutex, const std::chrono::time_point<Clock, Duration>& deadline)
      REQUIRES(mutex) {
    std::unique_lock lock(mutex.mutex_, std::adopt_lock);
    const std::cv_status status = condition_.wait_until(lock, deadline);
    static_cast<void>(lock.release());
    return status == std::cv_status::no_timeout;
  }
  void NotifyOne() { condition_.notify_one(); }
  void NotifyAll() { condition_.notify_all(); }

 private:
  std::condition_variable condition_;
};

}  // namespace writ
