# Chooses Clang: Debian 12's clang++-14 where there is one, else whatever clang++ is.
find_program(WRIT_CLANG NAMES clang++-14 clang++ REQUIRED)
set(CMAKE_CXX_COMPILER ${WRIT_CLANG})
