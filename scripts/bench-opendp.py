#!/usr/bin/env python3
"""Measures OpenDP and dp_accounting as `symbolon bench dp` measures this project; prints one line of JSON.

    pip install "opendp==0.16.*" dp_accounting numpy
    symbolon bench dp --python python3
"""

import argparse
import importlib.metadata
import json
import time

import numpy
import opendp.prelude as dp
from dp_accounting import dp_event
from dp_accounting.pld import pld_privacy_accountant

dp.enable_features("contrib")

REPETITIONS = 3


def fastest(work):
    """The seconds of the fastest of a few runs, and what the last one returned."""
    best = float("inf")
    for _ in range(REPETITIONS):
        start = time.perf_counter()
        result = work()
        best = min(best, time.perf_counter() - start)
    return best, result


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--rows", type=int, default=1_000_000)
    parser.add_argument("--samples", type=int, default=100_000)
    options = parser.parse_args()

    space = dp.vector_domain(dp.atom_domain(T=int)), dp.l1_distance(T=int)
    gaussian_space = dp.vector_domain(dp.atom_domain(T=int)), dp.l2_distance(T=float)
    zeros = [0] * options.samples
    rates = {}
    for scale in (1.0, 10.0, 1000.0):
        laplace = dp.m.make_laplace(*space, scale=scale)
        gaussian = dp.m.make_gaussian(*gaussian_space, scale=scale)
        rates[f"discreteLaplace scale {int(scale)}"] = options.samples / fastest(lambda: laplace(zeros))[0]
        rates[f"discreteGaussian sigma {int(scale)}"] = options.samples / fastest(lambda: gaussian(zeros))[0]

    rows = numpy.random.default_rng(1).integers(0, 1000, options.rows, dtype=numpy.int32)
    domain = dp.vector_domain(dp.atom_domain(T="i32"))
    counts = dp.t.make_count_by_categories(
        domain, dp.symmetric_distance(), categories=list(range(1000)), null_category=False, MO=dp.L1Distance["i32"]
    )
    histogram = counts >> dp.m.make_laplace(counts.output_domain, counts.output_metric, scale=10.0)
    histogram_seconds, _ = fastest(lambda: histogram(rows))

    def compose():
        accountant = pld_privacy_accountant.PLDAccountant()
        accountant.compose(dp_event.SelfComposedDpEvent(dp_event.GaussianDpEvent(10.0), 1000))
        return accountant.get_epsilon(1e-6)

    pld_seconds, epsilon = fastest(compose)
    versions = [f"{name} {importlib.metadata.version(name)}" for name in ("opendp", "dp-accounting")]
    print(
        json.dumps(
            {
                "library": ", ".join(versions),
                "samplesPerSecond": rates,
                "histogramMilliseconds": histogram_seconds * 1e3,
                "pldMilliseconds": pld_seconds * 1e3,
                "pldEpsilon": epsilon,
            }
        )
    )


main()
