# Run after the tests are discovered: a day of full load at every level takes a minute.
set_tests_properties(
    "tiktok.LoadSlowTest.ADayOfFullLoadUsesCalmSecondsTo98PercentWithoutOneRefusal"
    "tiktok.LoadSlowTest.ARoughDayIsUsedTo90PercentAndNothingGoesIntoAKnownPenalty"
    PROPERTIES LABELS slow TIMEOUT 1200)
