//! The little linear algebra the regressions need, on matrices of at most a dozen columns.

/// Symmetric eigen decomposition by Jacobi rotations: eigenvalues, and eigenvectors as columns of
/// `vectors[row][column]`. Exact to rounding for the small matrices used here.
pub(super) struct Eigen {
    pub(super) values: Vec<f64>,
    pub(super) vectors: Vec<Vec<f64>>,
}

/// Rotations stop once the off-diagonal part is below rounding.
const SWEEPS: u32 = 100;

#[expect(
    clippy::needless_range_loop,
    clippy::indexing_slicing,
    reason = "a square matrix walked by its own size"
)]
pub(super) fn symmetric_eigen(matrix: &[Vec<f64>]) -> Eigen {
    let size = matrix.len();
    let mut a = matrix.to_vec();
    let mut v: Vec<Vec<f64>> = (0..size)
        .map(|i| (0..size).map(|j| f64::from(u8::from(i == j))).collect())
        .collect();
    for _ in 0..SWEEPS {
        let off: f64 = (0..size)
            .flat_map(|i| (0..i).map(move |j| (i, j)))
            .map(|(i, j)| a[i][j].powi(2))
            .sum();
        let diagonal: f64 = (0..size).map(|i| a[i][i].powi(2)).sum();
        if off <= diagonal * 1e-32 {
            break;
        }
        for p in 0..size {
            for q in p + 1..size {
                if a[p][q] == 0.0 {
                    continue;
                }
                let theta = (a[q][q] - a[p][p]) / (2.0 * a[p][q]);
                let t = theta.signum() / (theta.abs() + theta.hypot(1.0));
                let cos = t.hypot(1.0).recip();
                let sin = t * cos;
                for k in 0..size {
                    let (kp, kq) = (a[k][p], a[k][q]);
                    a[k][p] = cos * kp - sin * kq;
                    a[k][q] = sin * kp + cos * kq;
                }
                for k in 0..size {
                    let (pk, qk) = (a[p][k], a[q][k]);
                    a[p][k] = cos * pk - sin * qk;
                    a[q][k] = sin * pk + cos * qk;
                }
                for row in &mut v {
                    let (kp, kq) = (row[p], row[q]);
                    row[p] = cos * kp - sin * kq;
                    row[q] = sin * kp + cos * kq;
                }
            }
        }
    }
    Eigen {
        values: (0..size).map(|i| a[i][i]).collect(),
        vectors: v,
    }
}

/// Least squares of `y` on `rows` of `P` regressors, by Householder-free modified Gram–Schmidt with
/// one re-orthogonalisation: coefficients and (XᵀX)⁻¹. `None` when a column is a combination of the
/// ones before it.
pub(super) fn least_squares<const P: usize>(
    rows: &[[f64; P]],
    y: &[f64],
) -> Option<([f64; P], [[f64; P]; P])> {
    let mut q: Vec<Vec<f64>> = (0..P)
        .map(|column| {
            rows.iter()
                .filter_map(|row| row.get(column).copied())
                .collect()
        })
        .collect();
    let mut r = [[0.0; P]; P];
    for j in 0..P {
        let (done, rest) = q.split_at_mut(j);
        let column = rest.first_mut()?;
        let size = norm(column);
        for _ in 0..2 {
            for (i, basis) in done.iter().enumerate() {
                let along = dot(basis, column);
                column
                    .iter_mut()
                    .zip(basis)
                    .for_each(|(value, unit)| *value -= along * unit);
                *r.get_mut(i)?.get_mut(j)? += along;
            }
        }
        let left = norm(column);
        if left.is_nan() || left <= 1e-10 * size {
            return None;
        }
        column.iter_mut().for_each(|value| *value /= left);
        *r.get_mut(j)?.get_mut(j)? = left;
    }
    let inverse = invert_upper(&r)?;
    let projected: Vec<f64> = q.iter().map(|basis| dot(basis, y)).collect();
    let mut beta = [0.0; P];
    let mut gram_inverse = [[0.0; P]; P];
    for (i, row) in inverse.iter().enumerate() {
        *beta.get_mut(i)? = dot(row, &projected);
        for (j, other) in inverse.iter().enumerate() {
            *gram_inverse.get_mut(i)?.get_mut(j)? = dot(row, other);
        }
    }
    Some((beta, gram_inverse))
}

fn invert_upper<const P: usize>(r: &[[f64; P]; P]) -> Option<[[f64; P]; P]> {
    let mut inverse = [[0.0; P]; P];
    for j in 0..P {
        for i in (0..=j).rev() {
            let unit = f64::from(u8::from(i == j));
            let mut below = 0.0;
            for k in i + 1..=j {
                below += r.get(i)?.get(k)? * inverse.get(k)?.get(j)?;
            }
            *inverse.get_mut(i)?.get_mut(j)? = (unit - below) / r.get(i)?.get(i)?;
        }
    }
    Some(inverse)
}

pub(super) fn dot(a: &[f64], b: &[f64]) -> f64 {
    a.iter().zip(b).map(|(x, y)| x * y).sum()
}

fn norm(a: &[f64]) -> f64 {
    dot(a, a).sqrt()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_matrix_is_put_together_again_from_its_eigenvectors() {
        let matrix = vec![
            vec![2.0, 0.5, 0.1],
            vec![0.5, 1.0, -0.3],
            vec![0.1, -0.3, 0.7],
        ];
        let eigen = symmetric_eigen(&matrix);
        for (a, row) in eigen.vectors.iter().zip(&matrix) {
            for (b, entry) in eigen.vectors.iter().zip(row) {
                let again: f64 = (0..3).map(|k| a[k] * eigen.values[k] * b[k]).sum();
                assert!((again - entry).abs() < 1e-13);
            }
        }
    }

    #[test]
    fn a_line_is_found_exactly() {
        let rows: Vec<[f64; 2]> = (0..9).map(|x| [1.0, f64::from(x)]).collect();
        let y: Vec<f64> = (0..9).map(|x| 3.0 - 0.5 * f64::from(x)).collect();
        let (beta, inverse) = least_squares(&rows, &y).unwrap();
        assert!((beta[0] - 3.0).abs() < 1e-12 && (beta[1] + 0.5).abs() < 1e-12);
        assert!((inverse[1][1] - 1.0 / 60.0).abs() < 1e-12);
    }

    #[test]
    fn a_column_that_repeats_another_has_no_solution() {
        let rows: Vec<[f64; 2]> = (0..9).map(|_| [1.0, 2.0]).collect();
        assert!(least_squares(&rows, &[1.0; 9]).is_none());
    }
}
