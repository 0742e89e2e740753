# Run after the tests are discovered.
set_tests_properties("jobs.LeaseTest.OfTwoWorkersOnOneUnitExactlyOneCompletesInAHundredThousandRounds"
    PROPERTIES LABELS slow)
