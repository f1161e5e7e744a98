# What every target of Writ shares: warnings, sanitizers, hardening, and the two functions that
# declare a layer and a test binary.

find_program(WRIT_CCACHE ccache)
if(WRIT_CCACHE AND NOT CMAKE_CXX_COMPILER_LAUNCHER)
  set(CMAKE_CXX_COMPILER_LAUNCHER ${WRIT_CCACHE})
endif()

find_package(Threads REQUIRED)
find_package(OpenSSL 3.0 REQUIRED COMPONENTS Crypto SSL)
find_package(Boost 1.81 REQUIRED COMPONENTS json url)
find_package(PkgConfig REQUIRED)

set(CMAKE_RUNTIME_OUTPUT_DIRECTORY ${PROJECT_BINARY_DIR}/bin)

add_library(writ_options INTERFACE)
target_include_directories(writ_options INTERFACE ${PROJECT_SOURCE_DIR}/src)
target_compile_options(writ_options INTERFACE
  -Wall -Wextra -Wpedantic -Wconversion -Wshadow -Wswitch-enum -Werror
  # GCC 12 sees an overlap in "text" + std::string() that is not there (its bug 105651, mended in 13).
  $<$<AND:$<CXX_COMPILER_ID:GNU>,$<VERSION_LESS:$<CXX_COMPILER_VERSION>,13>>:-Wno-restrict>
  # GCC 14 takes the optional of a temporary for read before it is written, wherever one is moved.
  $<$<AND:$<CXX_COMPILER_ID:GNU>,$<VERSION_GREATER_EQUAL:$<CXX_COMPILER_VERSION>,13>>:-Wno-maybe-uninitialized>
  $<$<CXX_COMPILER_ID:Clang>:-Wthread-safety -Wno-gnu-statement-expression>)
# Names in messages and crash reports are those of the tree, not of the machine that built it.
add_compile_options(-ffile-prefix-map=${PROJECT_SOURCE_DIR}/=)
# The standard library's own bounds checks; they stay on in the binary we ship.
add_compile_definitions(_GLIBCXX_ASSERTIONS)

if(WRIT_SANITIZE)
  add_compile_options(-fsanitize=${WRIT_SANITIZE} -fno-sanitize-recover=all
    -fno-omit-frame-pointer)
  add_link_options(-fsanitize=${WRIT_SANITIZE})
endif()
# Enough for a stack trace; full debugging information makes the sanitized build twice as big.
string(APPEND CMAKE_CXX_FLAGS_DEBUG " -O1 -g1")

# Hardening of the optimised build. Distributions that define _FORTIFY_SOURCE themselves would warn.
if(CMAKE_BUILD_TYPE STREQUAL "Release" AND NOT WRIT_SANITIZE)
  # Not CMake's own switch: it takes -fPIC for libraries, which keeps GCC from inlining.
  add_compile_options(-fPIE -U_FORTIFY_SOURCE -D_FORTIFY_SOURCE=2 -fstack-protector-strong
    -fstack-clash-protection)
  if(CMAKE_SYSTEM_PROCESSOR MATCHES "x86_64|AMD64")
    add_compile_options(-fcf-protection)
  endif()
  add_link_options(-pie -Wl,-z,relro,-z,now,-z,noexecstack)
endif()

# writ_layer(NAME SOURCES … HEADERS … [LINK …] [PRIVATE_LINK …]): src/NAME as the library writ_NAME.
# Headers are checked to compile on their own by the target all_verify_interface_header_sets.
function(writ_layer name)
  cmake_parse_arguments(LAYER "" "" "SOURCES;HEADERS;LINK;PRIVATE_LINK" ${ARGN})
  add_library(writ_${name} STATIC ${LAYER_SOURCES})
  target_sources(writ_${name} PUBLIC
    FILE_SET HEADERS BASE_DIRS ${PROJECT_SOURCE_DIR}/src FILES ${LAYER_HEADERS})
  target_link_libraries(writ_${name}
    PUBLIC writ_options Threads::Threads ${LAYER_LINK}
    PRIVATE ${LAYER_PRIVATE_LINK})
  set_target_properties(writ_${name} PROPERTIES VERIFY_INTERFACE_HEADER_SETS ON)
endfunction()

# writ_test(NAME SOURCES … LINK …): tests/…/ as one GoogleTest binary, run by ctest as one test.
function(writ_test name)
  cmake_parse_arguments(TEST "" "" "SOURCES;LINK" ${ARGN})
  find_package(GTest REQUIRED)
  add_executable(${name} ${TEST_SOURCES})
  target_include_directories(${name} PRIVATE ${PROJECT_SOURCE_DIR}/tests)
  target_link_libraries(${name} PRIVATE
    writ_options ${TEST_LINK} GTest::gmock GTest::gtest GTest::gtest_main)
  add_test(NAME ${name} COMMAND ${name} WORKING_DIRECTORY ${PROJECT_SOURCE_DIR})
endfunction()
