# Run by bayme_embed at build time: writes FOLDER/embedded/NAME.hpp and FOLDER/NAME.cpp.
file(STRINGS ${FOLDER}/files.txt files)
set(entries "")
foreach(file IN LISTS files)
    if(BASE)
        cmake_path(RELATIVE_PATH file BASE_DIRECTORY ${BASE} OUTPUT_VARIABLE name)
    else()
        cmake_path(GET file FILENAME name)
    endif()
    list(APPEND entries "${name}|${file}")
endforeach()
list(SORT entries)

set(rows "")
foreach(entry IN LISTS entries)
    string(REGEX MATCH "^([^|]*)[|](.*)$" matched "${entry}")
    set(name "${CMAKE_MATCH_1}")
    file(READ "${CMAKE_MATCH_2}" bytes HEX)
    string(LENGTH "${bytes}" digits)
    math(EXPR size "${digits} / 2")
    # Every byte as \xNN, 32 to a line, as adjacent literals. (CMake's regex knows no {32}.)
    string(REGEX REPLACE "([0-9a-f][0-9a-f])" "\\\\x\\1" bytes "${bytes}")
    string(REPEAT "\\\\x[0-9a-f][0-9a-f]" 32 line)
    string(REGEX REPLACE "(${line})" "\\1\"\n        \"" bytes "${bytes}")
    string(APPEND rows "    EmbeddedFile{\"${name}\", std::string_view{\n        \"${bytes}\", ${size}}},\n")
endforeach()
list(LENGTH entries count)

file(WRITE ${FOLDER}/embedded/${NAME}.hpp "#pragma once

#include \"base/embedded.hpp\"

namespace bayme::embedded {

std::span<const EmbeddedFile> ${NAME}();

} // namespace bayme::embedded
")
file(WRITE ${FOLDER}/${NAME}.cpp "#include \"embedded/${NAME}.hpp\"

#include <array>

namespace bayme::embedded {
namespace {

constexpr std::array<EmbeddedFile, ${count}> files{
${rows}};

} // namespace

std::span<const EmbeddedFile> ${NAME}() {
    return files;
}

} // namespace bayme::embedded
")
