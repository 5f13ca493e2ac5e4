"""What candidates share of uncertainty: pairs of a row's numbers against the whole product."""

import numpy as np
import pytest
from scipy import sparse

from assessment.measurement import quadratic as module
from assessment.measurement.quadratic import quadratic, quadratic_of_thin


def rows_and_covariance(precision=float, rows=60, size=90, most=9):
    chance = np.random.default_rng(5)
    dense = np.zeros((rows, size))
    for row in dense[1:]:  # the first one has no number at all
        places = chance.choice(size, chance.integers(1, most + 1), replace=False)
        row[places] = chance.normal(size=len(places))
    root = chance.normal(size=(size, size))
    return sparse.csr_matrix(dense.astype(precision)), root @ root.T


@pytest.mark.parametrize("precision", [np.float32, np.float64])
@pytest.mark.parametrize("at_once", [7, 2_000])
def test_pairs_give_what_the_whole_product_gives(precision, at_once, monkeypatch):
    rows, covariance = rows_and_covariance(precision)
    monkeypatch.setattr(module, "PAIRED", at_once)
    dense = rows.toarray().astype(float)
    exact = np.einsum("ij,jk,ik->i", dense, covariance, dense)

    found = quadratic_of_thin(rows, covariance)

    assert found.dtype == precision
    assert found[0] == 0
    scale = 1e-5 if precision == np.float32 else 1e-12
    np.testing.assert_allclose(found, exact, rtol=scale, atol=scale * exact.max())
    np.testing.assert_allclose(quadratic(rows, covariance), exact, rtol=scale, atol=scale * 1e3)


def test_full_rows_are_multiplied_as_before(monkeypatch):
    rows, covariance = rows_and_covariance(most=40)
    monkeypatch.setattr(module, "_by_pairs", None)

    np.testing.assert_array_equal(quadratic_of_thin(rows, covariance), quadratic(rows, covariance))


def test_rows_without_numbers_share_nothing():
    empty = sparse.csr_matrix((3, 16))

    assert quadratic_of_thin(empty, np.eye(16)).tolist() == [0.0, 0.0, 0.0]
