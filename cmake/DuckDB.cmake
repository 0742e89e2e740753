# libduckdb.so and duckdb.h: from BAYME_DUCKDB_ROOT (a folder with both), else from tools/duckdb
# (npm, pinned by its lock file; `./dev deps` installs it).
set(BAYME_DUCKDB_ROOT "" CACHE PATH "folder with libduckdb.so and duckdb.h")
if(CMAKE_SYSTEM_PROCESSOR MATCHES "aarch64|arm64")
    set(duckdb_package node-bindings-linux-arm64)
else()
    set(duckdb_package node-bindings-linux-x64)
endif()
set(duckdb_modules ${PROJECT_SOURCE_DIR}/tools/duckdb/node_modules)
find_library(DUCKDB_LIBRARY duckdb NO_DEFAULT_PATH
    HINTS ${BAYME_DUCKDB_ROOT} ${BAYME_DUCKDB_ROOT}/lib ${duckdb_modules}/@duckdb/${duckdb_package})
find_path(DUCKDB_INCLUDE duckdb.h NO_DEFAULT_PATH
    HINTS ${BAYME_DUCKDB_ROOT} ${BAYME_DUCKDB_ROOT}/include
          ${duckdb_modules}/duckdb/src/duckdb/src/include)
if(NOT DUCKDB_LIBRARY OR NOT DUCKDB_INCLUDE)
    message(FATAL_ERROR "DuckDB is missing: run ./dev deps, or pass -DBAYME_DUCKDB_ROOT=FOLDER")
endif()
# The header's folder holds all of DuckDB's internal C++ headers: only duckdb.h is let in.
file(COPY ${DUCKDB_INCLUDE}/duckdb.h DESTINATION ${PROJECT_BINARY_DIR}/duckdb/include)
# Beside the binary, so that a build folder can be moved or packed as it is.
file(COPY ${DUCKDB_LIBRARY} DESTINATION ${PROJECT_BINARY_DIR})
add_library(duckdb_c SHARED IMPORTED)
set_target_properties(duckdb_c PROPERTIES
    IMPORTED_LOCATION ${PROJECT_BINARY_DIR}/libduckdb.so
    IMPORTED_NO_SONAME ON
    INTERFACE_INCLUDE_DIRECTORIES ${PROJECT_BINARY_DIR}/duckdb/include)
set(CMAKE_BUILD_RPATH_USE_ORIGIN ON)
