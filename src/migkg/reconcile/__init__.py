"""Reconciliation: which thing of ours a name in somebody's table means (API 0.2, W3C group).

https://www.w3.org/community/reports/reconciliation/CG-FINAL-specs-0.2-20230410/
"""
