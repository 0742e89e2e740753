# One INTERFACE target carries every flag; rooms and tests link it and add none of their own.
set(BAYME_FLAVOUR dev CACHE STRING "dev, release, asan, tsan, fuzz or tidy")

add_library(bayme_flags INTERFACE)
target_compile_features(bayme_flags INTERFACE cxx_std_23)
target_include_directories(bayme_flags INTERFACE ${PROJECT_SOURCE_DIR}/src)
target_compile_options(bayme_flags INTERFACE
    -Wall -Wextra -Wpedantic -Wconversion -Wshadow -Werror -fno-omit-frame-pointer)
target_compile_definitions(bayme_flags INTERFACE SPDLOG_COMPILED_LIB SPDLOG_FMT_EXTERNAL)

if(BAYME_FLAVOUR STREQUAL release)
    target_compile_options(bayme_flags INTERFACE
        -O2 -U_FORTIFY_SOURCE -D_FORTIFY_SOURCE=3 -D_GLIBCXX_ASSERTIONS -fstack-protector-strong
        -fstack-clash-protection -ftrivial-auto-var-init=zero -fPIE
        -Wformat=2 -Werror=format-security
        # g++ 12 sees overlaps that cannot be in std::string's own code (GCC bug 105651).
        -Wno-restrict)
    if(CMAKE_SYSTEM_PROCESSOR MATCHES "x86_64|AMD64")
        target_compile_options(bayme_flags INTERFACE -fcf-protection=full)
    endif()
    target_link_options(bayme_flags INTERFACE
        -pie -Wl,-z,relro,-z,now,-z,noexecstack,-z,separate-code)
    # What is tested is optimised; what tests it only takes longer to compile that way.
    set(BAYME_TEST_OPTIONS -O0 -U_FORTIFY_SOURCE)
elseif(BAYME_FLAVOUR STREQUAL asan)
    target_compile_options(bayme_flags INTERFACE
        -O0 -g1 -fsanitize=address,undefined -fno-sanitize-recover=all)
    target_link_options(bayme_flags INTERFACE -fsanitize=address,undefined)
elseif(BAYME_FLAVOUR STREQUAL fuzz)
    target_compile_options(bayme_flags INTERFACE
        -O1 -g1 -fsanitize=fuzzer-no-link,address,undefined -fno-sanitize-recover=all
        -Wno-missing-field-initializers -Wno-unused-command-line-argument)
    target_link_options(bayme_flags INTERFACE -fsanitize=address,undefined)
elseif(BAYME_FLAVOUR STREQUAL tsan)
    target_compile_options(bayme_flags INTERFACE -O1 -g1 -fsanitize=thread)
    target_link_options(bayme_flags INTERFACE -fsanitize=thread)
else()
    target_compile_options(bayme_flags INTERFACE -O0 -g1 -D_GLIBCXX_ASSERTIONS)
endif()

find_program(CCACHE ccache)
if(CCACHE)
    set(CMAKE_CXX_COMPILER_LAUNCHER ${CCACHE})
    set(CMAKE_C_COMPILER_LAUNCHER ${CCACHE})
endif()
find_program(MOLD mold)
if(MOLD)
    target_link_options(bayme_flags INTERFACE -fuse-ld=mold)
endif()
