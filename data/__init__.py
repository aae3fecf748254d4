"""The record, and what others decide: communes, plans, the data that the rest is read from."""
