# bayme_embed(TARGET NAMESPACE name FILES file… [BASE folder])
#
# Compiles files into a target, so that the binary needs none of them at run time:
#
#     bayme_embed(bayme_web NAMESPACE assets BASE ${PROJECT_SOURCE_DIR}/assets FILES
#         ${PROJECT_SOURCE_DIR}/assets/app.css)
#
#     #include "embedded/assets.hpp"
#     for (const EmbeddedFile& file : embedded::assets()) …       // sorted by name
#     const auto css = find_embedded(embedded::assets(), "app.css");
#
# A file is named by its path below BASE, or by its plain file name without BASE. Bytes are kept as
# they are (text or binary). An edited file is embedded again at the next build; a new one is added
# to the list by hand, like a source.
function(bayme_embed target)
    cmake_parse_arguments(EMBED "" "NAMESPACE;BASE" "FILES" ${ARGN})
    set(folder ${PROJECT_BINARY_DIR}/generated/${EMBED_NAMESPACE})
    set(header ${folder}/embedded/${EMBED_NAMESPACE}.hpp)
    set(source ${folder}/${EMBED_NAMESPACE}.cpp)
    set(files "")
    foreach(file IN LISTS EMBED_FILES)
        cmake_path(ABSOLUTE_PATH file BASE_DIRECTORY ${CMAKE_CURRENT_SOURCE_DIR})
        list(APPEND files ${file})
    endforeach()
    # A semicolon does not survive a command line: the list travels in a file.
    list(JOIN files "\n" lines)
    file(CONFIGURE OUTPUT ${folder}/files.txt CONTENT "${lines}\n" @ONLY)
    add_custom_command(
        OUTPUT ${header} ${source}
        COMMAND ${CMAKE_COMMAND} -DNAME=${EMBED_NAMESPACE} -DBASE=${EMBED_BASE} -DFOLDER=${folder}
                -P ${PROJECT_SOURCE_DIR}/cmake/EmbedFiles.cmake
        DEPENDS ${files} ${folder}/files.txt ${PROJECT_SOURCE_DIR}/cmake/EmbedFiles.cmake
        COMMENT "Embedding ${EMBED_NAMESPACE}"
        VERBATIM)
    target_sources(${target} PRIVATE ${source} ${header})
    target_include_directories(${target} PRIVATE ${folder})
endfunction()
