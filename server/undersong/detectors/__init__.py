"""Stuck, flow and anomaly: one file each behind one contract."""
