// SPDX-License-Identifier: LicenseRef-Bayme
#pragma once

#include "tiktok/calls/parameters.hpp"

#include <filesystem>
#include <map>
#include <optional>
#include <set>
#include <string>

namespace bayme::test {

/// The parameters of one endpoint as TikTok's documents name them, by path ("filtering.name").
using DocumentedParameters = std::map<std::string, tiktok::calls::ParameterFact>;

/// From one of TikTok's interface fragments (OpenAPI as YAML): parameters and body of its one
/// operation. Reads the machine-made form of these files, not YAML in general.
DocumentedParameters read_fragment(const std::string& yaml);

/// "POST /campaign/create/": what one of the fragments is about.
std::string read_fragment_call(const std::string& yaml);

/// "GET /ad/get/" for every endpoint of the machine-made index.
std::set<std::string> read_indexed_calls(const std::string& text);

/// From the machine-made index of the official SDK: every endpoint by its path ("/ad/get/").
std::map<std::string, DocumentedParameters> read_parameter_index(const std::string& text);

/// "endpoint parameter: reason", one a line; # starts a comment.
std::map<std::string, std::string> read_differences(const std::string& text);

} // namespace bayme::test
