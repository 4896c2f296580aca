# SPDX-License-Identifier: Apache-2.0
# Language, warnings, sanitizers, ccache and linker. Everything of ours compiles with the target homeward_flags.
include(CheckLinkerFlag)

if(NOT CMAKE_BUILD_TYPE)
  set(CMAKE_BUILD_TYPE RelWithDebInfo CACHE STRING "" FORCE)
endif()
set(CMAKE_CXX_STANDARD 20)
set(CMAKE_CXX_STANDARD_REQUIRED ON)
set(CMAKE_CXX_EXTENSIONS OFF)
set(CMAKE_EXPORT_COMPILE_COMMANDS ON)
# Invariants (HW_CHECK, assert) stay on in every build: a wrong plan is worse than a slow one.
if(HOMEWARD_SANITIZE)
  set(CMAKE_CXX_FLAGS_RELWITHDEBINFO "-O1 -g1")
else()
  set(CMAKE_CXX_FLAGS_RELWITHDEBINFO "-O2 -g1")
endif()
set(CMAKE_CXX_FLAGS_DEBUG "-Og -g")

find_program(HOMEWARD_CCACHE ccache)
if(HOMEWARD_CCACHE)
  # Paths inside the checkout count relative to it, so that a second checkout finds what the first one compiled.
  set(CMAKE_CXX_COMPILER_LAUNCHER env "CCACHE_BASEDIR=${PROJECT_SOURCE_DIR}" CCACHE_NOHASHDIR=1 "${HOMEWARD_CCACHE}")
endif()

add_library(homeward_flags INTERFACE)
target_include_directories(homeward_flags INTERFACE "${PROJECT_SOURCE_DIR}/src")
target_compile_definitions(homeward_flags INTERFACE
  HOMEWARD_VERSION="${PROJECT_VERSION}")
# -ffp-contract=off: the same sums on machines with and without fused multiply-add.
target_compile_options(homeward_flags INTERFACE
  -Wall -Wextra -Wpedantic -Wshadow -Wconversion -Wno-sign-conversion -ffp-contract=off
  $<$<BOOL:${HOMEWARD_WERROR}>:-Werror>)
# g++ 12 gives these two for std::variant and for string sums in its own headers, at -O2, without cause; the sanitizers
# look for the real thing.
target_compile_options(homeward_flags INTERFACE $<$<CXX_COMPILER_ID:GNU>:-Wno-maybe-uninitialized -Wno-restrict>)

check_linker_flag(CXX -fuse-ld=mold HOMEWARD_HAS_MOLD)
if(HOMEWARD_HAS_MOLD)
  target_link_options(homeward_flags INTERFACE -fuse-ld=mold)
endif()

if(HOMEWARD_SANITIZE)
  target_compile_options(homeward_flags INTERFACE
    -fsanitize=${HOMEWARD_SANITIZE} -fno-sanitize-recover=all -fno-omit-frame-pointer)
  target_link_options(homeward_flags INTERFACE -fsanitize=${HOMEWARD_SANITIZE})
endif()
if(HOMEWARD_SANITIZE MATCHES "address,undefined")
  # Together these double the time to compile, and what they find the address sanitizer finds as well.
  target_compile_options(homeward_flags INTERFACE -fno-sanitize=null,alignment,vptr,object-size)
endif()
